"""The whole way from text to conflicts, and text of any kind."""

from __future__ import annotations

import re
from datetime import date

import pytest

from duikan.engine.pipeline import milestones_of, read, read_all, relate
from duikan.engine.values import ARTICLE_BITS
from duikan.services.records import records
from duikan.words import LANGUAGES, catalogue, explain

PAGE = (
    "充电桩建设提速\n\n日报讯 根据规划，到2027年，甲城将建成公共充电桩12.5万个。\n\n"
    "充电更方便\n\n晚报讯 截至目前，甲城已建成公共充电桩8.6万个。"
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n" * 50,
        "一" * 3000,
        "（" * 3000,
        "2025年" * 500,
        "\x00\ud800𠮷1亿元",
        "《" * 500 + "1家" * 500,
        "0" * 4000,
        "，。；" * 900,
    ],
)
def test_any_text_is_read(text: str) -> None:
    page = read(text)
    assert all(0 <= m.span.start < m.span.end for reading in page.readings for m in reading.mentions)


def test_mentions_stand_where_they_say() -> None:
    page = read(PAGE, date(2025, 12, 10))
    for reading in page.readings:
        for mention in reading.mentions:
            assert reading.article.text[mention.span.start : mention.span.end] == mention.surface


def test_ids_name_article_and_place() -> None:
    reading = read_all([(PAGE, None, "甲"), (PAGE, None, "乙")])
    assert [one.id for one in reading.stated] == sorted({one.id for one in reading.stated})
    assert all(one.id >> ARTICLE_BITS == one.article for one in reading.stated)
    assert {one.source for one in reading.stated} == {"甲", "乙"}


def test_stored_mentions_relate_as_read_ones() -> None:
    reading = read_all([(PAGE, date(2025, 12, 10), ""), (PAGE.replace("12.5", "15.2"), date(2025, 12, 10), "")])
    facts, conflicts = relate(list(reversed(reading.stated)), milestones=milestones_of(reading.pages))
    assert facts == reading.facts
    assert conflicts == reading.conflicts
    assert [conflict.type for conflict in conflicts] == ["value"]


def test_records_carry_document_offsets() -> None:
    reading = read_all([(PAGE, date(2025, 12, 10), "")])
    found = list(records(reading, ["a.txt"], lambda reason: explain(reason.code, reason.values, "en")))
    mentions = [record for record in found if record["kind"] == "mention"]
    assert mentions
    for record in mentions:
        assert PAGE[int(str(record["start"])) : int(str(record["end"]))] == record["surface"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_said_in_one_line(language: str) -> None:
    for key, sentence in catalogue(language).items():
        code = key.removeprefix("reason.")
        if key.startswith("reason.") and not code.startswith("where.") and "required" not in code:
            values = dict.fromkeys(re.findall(r"\{(\w+)\}", sentence), "x")
            assert "{" not in explain(code, values, language)
            assert "\n" not in explain(code, values, language)
