"""Pages that no newsroom prints, through the services: right or refused, no crash, and no more work than they are long.

Work is counted in calls, not in time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from types import FrameType

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from duikan.services import articles, conflicts, facts, imports, mentions
from duikan.services.workspace import Workspace
from duikan.store.doubts import doubts
from duikan.store.models import Mention, NumericFact

ALLOWED = 2.3  # times the work for twice as much
NOUNS = "糧倉學校醫院碼頭車站公園工廠橋樑隧道水庫電廠展館劇院商場機場廣場"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "project.duikan", create=True, author="陳") as opened:
        yield opened


def bring_in(project: Workspace, folder: Path, *texts: str) -> list[str]:
    """Imports texts as files of their own; the code of every line that says more than "done"."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    lines = project.do("import", imports.store_batch, imports.read_files(paths)).value
    return [line.error_code for line in lines if line.error_code]


def numbers(session: Session) -> list[Mention]:
    return list(session.scalars(select(Mention).order_by(Mention.id)))


def largest(session: Session) -> int:
    return max(session.scalars(select(NumericFact.mentions)))


def calls(work: Callable[[], object]) -> int:
    """How many calls it makes, those of C included."""
    counted = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def same_number(times: int) -> str:
    return "本市建成糧倉\n\n" + "\n".join(f"{noun}旁邊，本市2025年建成糧倉35座。" for noun in (NOUNS * times)[:times])


def one_noun(times: int) -> str:
    """As many values of one noun, no two alike."""
    return "本市建成糧倉\n\n" + "\n".join(
        f"本市第{at}號文件說，2025年建成糧倉{at * 7 + 1003}座。" for at in range(times)
    )


def test_a_thousand_mentions_of_one_number_are_one_fact(project: Workspace, tmp_path: Path) -> None:
    bring_in(project, tmp_path / "in", same_number(500), same_number(500).replace("本市", "全市"))
    assert project.read(largest) >= 500
    assert not [card for card in project.read(conflicts.list_conflicts) if card.severity != "info"]
    fact = next(fact for fact in project.read(facts.list_facts, 10, 0) if len(fact.mentions) >= 500)
    assert {one.low for one in fact.mentions} == {"35"}


@pytest.mark.parametrize("text", [same_number, one_noun])
def test_twice_as_many_mentions_are_at_most_twice_the_work(text: Callable[[int], str], tmp_path: Path) -> None:
    def work(times: int) -> int:
        with Workspace.open(tmp_path / f"{times}.duikan", create=True) as project:
            return calls(lambda: bring_in(project, tmp_path / str(times), text(times), text(times)))

    work(10)  # word lists are read once
    assert work(240) <= ALLOWED * work(120)


def test_the_same_bytes_twice_are_one_page(project: Workspace, tmp_path: Path) -> None:
    page = "本市建成糧倉\n\n本市2025年建成糧倉35座，總投資8.6億元。\n"
    assert bring_in(project, tmp_path / "first", page) == []
    before = [one.id for one in project.read(numbers)]
    assert bring_in(project, tmp_path / "again", page, page) == ["import.again"] * 2
    assert [one.id for one in project.read(numbers)] == before
    assert project.read(conflicts.list_conflicts) == ()


def test_two_articles_that_differ_in_one_digit_are_one_conflict(project: Workspace, tmp_path: Path) -> None:
    page = "本市建成糧倉\n\n本報訊：本市2025年建成糧倉35座，總投資8.6億元，惠及農戶7.6萬戶，新增倉容1,250噸。\n"
    bring_in(project, tmp_path / "in", page, page.replace("1,250", "1,260"))
    (card,) = project.read(conflicts.list_conflicts)
    assert (card.type, sorted(one.low for one in card.statements)) == ("value", ["1250", "1260"])
    told = project.read(lambda session: doubts(session.connection()))
    assert [doubt.type for doubt in told] == ["value"]


def test_a_subject_of_five_hundred_characters_is_read_and_compared(project: Workspace, tmp_path: Path) -> None:
    long = (NOUNS * 20)[:500]
    page = f"本市建成糧倉\n\n本報訊：本市2025年建成{long}35座。\n"
    bring_in(project, tmp_path / "in", page, page.replace("35座", "36座"))
    assert {one.low for one in project.read(numbers) if one.unit == "座"} == {"35", "36"}
    bring_in(project, tmp_path / "more", f"{long}\n\n{long}達35億元，{long}。\n")
    assert any(one.unit == "元" for one in project.read(numbers))


@pytest.mark.parametrize("number", [2**63 - 1, 2**63, 2**64, 10**40, 10**400])
def test_values_beyond_sixty_four_bits_stay_exact(number: int, project: Workspace, tmp_path: Path) -> None:
    page = f"本市糧食\n\n本報訊：本市2025年糧食產量{number}噸，同比增長12.5%。\n"
    bring_in(project, tmp_path / "in", page, page.replace(str(number), str(number - 1)))
    tons = [one for one in project.read(numbers) if one.unit == "吨"]
    read = {Fraction(one.low or 0) for one in tons}
    assert read <= {Fraction(number), Fraction(number - 1)}  # exact; a row of digits beyond all use is no number
    assert len(read) == 2 or number >= 10**40
    assert all(-(2**63) < end < 2**63 for one in tons for end in (one.least, one.most))
    project.read(conflicts.list_conflicts)
    project.read(lambda session: doubts(session.connection()))


def test_an_editors_value_beyond_all_bounds_is_kept_or_refused(project: Workspace, tmp_path: Path) -> None:
    bring_in(project, tmp_path / "in", "本市建成糧倉\n\n本市2025年建成糧倉35座。\n")
    (one,) = [one for one in project.read(numbers) if one.unit == "座"]
    project.do("mention.correct", mentions.correct, one.id, low=str(10**60), high=str(10**60))
    (changed,) = [row for row in project.read(numbers) if row.id == one.id]
    assert (changed.low, changed.state) == (str(10**60), "corrected")
    project.undo()
    assert [row.low for row in project.read(numbers) if row.id == one.id] == ["35"]


def test_shares_beyond_a_hundred_are_one_note_of_each_number_once(project: Workspace, tmp_path: Path) -> None:
    page = "外賣平台調查\n\n本報訊：按年齡，青年佔45%，中年佔39%，其餘26%為老年。\n"
    bring_in(project, tmp_path / "in", page)
    (card,) = project.read(conflicts.list_conflicts)
    assert (card.type, [one.low for one in card.statements]) == ("sum", ["45", "39", "26"])


@pytest.mark.parametrize("unit", ["魑", "㗎", "XYZ", "平方小時", "億億億元", "%%", "𠮶"])
def test_a_unit_that_does_not_exist_leaves_the_others_right(unit: str, project: Workspace, tmp_path: Path) -> None:
    page = f"本市建成糧倉\n\n本報訊：本市2025年糧食有35{unit}，建成糧倉12座。\n"
    bring_in(project, tmp_path / "in", page, page.replace("35", "36"))
    assert [one.low for one in project.read(numbers) if one.unit == "座"] == ["12", "12"]
    title = project.read(articles.list_articles)[0].title
    assert title == "本市建成糧倉"
