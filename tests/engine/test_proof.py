"""Proof notes: a slip is told, what is written rightly is left alone."""

from __future__ import annotations

import pytest

from duikan.engine.pipeline import read

FILLER = (
    "海東的漁港近年改建碼頭，漁民把新鮮漁獲直接運往鄰近城市的餐館，遊客也沿著堤岸散步、品嚐海鮮，整個鎮子慢慢熱鬧起來了，老人孩子都說喜歡。"
    * 4
)


def notes(text: str) -> list[tuple[str, str]]:
    found = read(f"一則消息\n\n日報訊 {text}").conflicts
    return [(one.type, one.reason.code) for one in found if one.severity in ("low", "info")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全市擁有至少200多家養老機構。", [("text", "hedge")]),
        ("全市擁有200多家養老機構。", []),
        ("全市擁有至少200家養老機構。", []),
        ("《關於改善校園午餐供應的若干措施》（下稱《若干措施》）公布。", []),
        ("《城市夜間公交改善實施方案》（以下簡稱《行動方案》）公布。", [("name", "name")]),
        (FILLER + "他們改進養殖技术，技術水平提高，技術領先。", [("text", "simplified_inside")]),
        (FILLER + "幾天後，皇后來到台灣，後來又回到臺北。", []),
        ("公司的的產品出口美國。", [("text", "doubled")]),
        ("会议定于5月32日召开。", [("text", "no_such_day")]),
        ("活動於二月三十日舉行。", [("text", "no_such_day")]),
        ("请于13月5日前报名。", [("text", "no_such_day")]),
        ("2025年2月29日开幕。", [("text", "no_such_day")]),
        ("2024年2月29日开幕，3月31日闭幕。", []),
        ("他好好學習，天天向上，看看書。", []),
        ("大會有近300多人參加。", [("text", "hedge")]),
        ("大會有近300人參加。", []),
        ("參加者超過50名左右。", [("text", "hedge")]),
        ("參加者50名左右。", []),
        ("不足30家以上的企業受訪。", [("text", "hedge")]),
        ("不足30家的企業受訪。", []),
        ("會議有20人參加，其中三分之二是女性。", [("text", "fraction")]),
        ("會議有21人參加，其中三分之二是女性。", []),
        ("會議有20人參加，其中約三分之二是女性。", []),
        ("會議有2,000人參加，其中三分之二是女性。", []),
        ("小組有8名成員，其中30%是教師。", [("text", "fraction")]),
        ("該區新增龍頭企業15家，佔全市的21.7%。", []),
        ("該隊奪得19枚金牌，佔總數的30%。", []),
        ("小組有8名成員，其中37.5%是教師。", []),
        ("全區有鏈主企業15家，佔全市的21.7%。", []),
        ("小組有9名成員，其中33%是教師。", []),
        ("公司銷售額錟錟錟。", []),
        ("公司公布锟斤拷报告。", [("text", "garbled")]),
        ("公司公布\ufffd\ufffd報告。", [("text", "garbled")]),
        ("公司位於Zürich，café有售。", []),
        ("《粵港澳大灣區發展規劃綱要》（下稱《規劃綱要》）公布。", []),
        ("《粵港澳大灣區發展規劃綱要》（以下簡稱《行動計劃》）公布。", [("name", "name")]),
        ("廣東廣東廣東廣東有好消息。", [("text", "doubled")]),
        ("研究研究再說，高高興興。", []),
    ],
)
def test_notes(text: str, found: list[tuple[str, str]]) -> None:
    assert notes(text) == found
