"""Pages that scroll together: by the facts both tell, in the same order, else by the same share."""

from __future__ import annotations

import pytest

from duikan.ui import asks
from duikan.ui.desk import Desk
from duikan.ui.reading.linking import followed, paired


@pytest.mark.parametrize(
    ("here", "there", "pairs"),
    [
        ([(1, 5), (2, 9)], [(1, 50), (2, 90)], [(5, 50), (9, 90)]),
        ([(1, 5), (1, 7)], [(1, 50), (1, 60)], [(5, 50)]),
        ([(1, 5), (2, 9), (3, 12)], [(2, 1), (3, 2), (1, 3)], [(9, 1), (12, 2)]),
        ([(1, 5)], [(2, 9)], []),
        ([], [], []),
    ],
)
def test_pairs_rise_in_both(
    here: list[tuple[int, int]], there: list[tuple[int, int]], pairs: list[tuple[int, int]]
) -> None:
    assert paired(here, there) == pairs


@pytest.mark.parametrize(("y", "wanted"), [(0, 0), (10, 40), (20, 80), (60, 140), (100, 200)])
def test_shared_facts_stand_beside_each_other(y: float, wanted: float) -> None:
    assert followed(y, [(20, 80)], (100, 200), float, float) == wanted


def test_without_shared_facts_the_share_counts() -> None:
    assert followed(25, [], (100, 400), float, float) == 100


def test_linked_pages_bring_the_same_fact_beside(desk: Desk) -> None:
    places = desk.project.workspace.read(asks.shared_places, tuple(item.id for item in desk.articles))
    by_fact: dict[int, set[int]] = {}
    for fact, article, _ in places:
        by_fact.setdefault(fact, set()).add(article)
    first, second = next(sorted(articles)[:2] for articles in by_fact.values() if len(articles) > 1)
    desk.panes.panes[0].open(first)
    desk.panes.panes[1].open(second)
    desk.panes.linked = True
    assert set(desk.panes._places) == {first, second}
    here, there = (pane.view for pane in desk.panes.panes[:2])
    for view in (here, there):
        view.viewport().setFixedHeight(90)
        view._measure()
    here.let_go()
    here.verticalScrollBar().setValue(here.verticalScrollBar().maximum())
    assert there.verticalScrollBar().value() == there.verticalScrollBar().maximum()
    here.verticalScrollBar().setValue(0)
    assert there.verticalScrollBar().value() == 0


def test_showing_a_passage_moves_no_linked_page(desk: Desk) -> None:
    desk.panes.linked = True
    for card in desk.project.workspace.read(asks.list_conflicts):
        desk.show_conflict(card)
        for pane in desk.panes.panes[: desk.panes.count]:
            mine = [one for one in card.statements if one.article_id == pane.article_id and pane.view.holds(one.start)]
            tops = [
                pane.view.viewport().mapFromGlobal(pane.view.box_of(one.start, one.end).topLeft()).y() for one in mine
            ]
            assert not mine or any(0 <= top <= pane.view.viewport().height() for top in tops)
