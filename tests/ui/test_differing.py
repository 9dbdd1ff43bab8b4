"""What differs between the two sides of a conflict stands out, in the card and on the page, without colours, too."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from duikan.ui import asks, differing
from duikan.ui.desk import Desk
from duikan.ui.theme import colours


def shown(text: str, stretches: tuple[tuple[int, int], ...]) -> str:
    """The text with its stretches in brackets."""
    for start, end in reversed(stretches):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (("3.4億元", "34億元"), ("[3.4]億元", "[34]億元")),
        (("1,234人", "1,243人"), ("1,2[34]人", "1,2[43]人")),
        (("今年", "到2025年"), ("[今]年", "[到2025]年")),
        (("30家至50家", "30家至60家"), ("30家至[5]0家", "30家至[6]0家")),
        (("30間", "30间", "３０間"), ("30間", "30间", "３０間")),  # scripts and widths are no difference
        (("8萬", "8億"), ("8[萬]", "8[億]")),
        (("十二億", "十三億"), ("十[二]億", "十[三]億")),
        (("５0家", "60家"), ("[５]0家", "[6]0家")),
        (("今年", "今年", "2025年"), ("[今]年", "[今]年", "[2025]年")),
        (("𠮷野家3間", "𠮷野家4間"), ("𠮷野家[3]間", "𠮷野家[4]間")),
        (("50%", ""), ("[50%]", "")),
        (("同", "同"), ("同", "同")),
        (("1" * 300, "2" * 300), ("1" * 300, "2" * 300)),  # not compared at a glance
        ((), ()),
    ],
)
def test_the_characters_that_differ(texts: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    parts = differing.differing(texts)
    assert tuple(shown(text, part) for text, part in zip(texts, parts, strict=True)) == wanted


def test_both_passages_of_a_conflict_show_what_differs(desk: Desk) -> None:
    card = next(
        one
        for one in desk.project.workspace.read(asks.list_conflicts)
        if one.type == "target_year" and one.status == "depends_on_date" and len(one.statements) > 2
    )
    desk.side.conflicts.choose(card.key)
    for pane in desk.panes.panes[:2]:
        assert pane.page is not None
        apart = {pane.page.text[start:end] for start, end in pane.view._differing}
        assert apart in ({"今"}, {"到2025"})
    assert differing.in_print(card)["今年 30家至50家"] == ((0, 1),)


def test_what_differs_is_light_on_dark(desk: Desk) -> None:
    card = next(one for one in desk.project.workspace.read(asks.list_conflicts) if one.status == "depends_on_date")
    desk.side.conflicts.choose(card.key)
    pane = next(one for one in desk.panes.panes[:2] if one.view._differing)
    grey = pane.view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    box = pane.view.box_of(*pane.view._differing[0])
    corner = pane.view.viewport().mapFromGlobal(box.topLeft())
    ground = QColor(grey.pixel(corner.x() + 1, corner.y() + box.height() // 2)).lightness()
    assert colours().paper.lightness() - ground > 90


def test_a_sum_and_its_parts_are_not_held_against_each_other(desk: Desk) -> None:
    for card in desk.project.workspace.read(asks.list_conflicts):
        if card.type in ("share", "sum", "growth", "text", "cumulative_vs_new"):
            assert differing.in_print(card) == {}
            assert differing.in_words(card) == {}
