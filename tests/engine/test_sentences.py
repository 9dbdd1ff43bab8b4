import pytest
from hypothesis import given
from hypothesis import strategies as st

from duikan.engine.folding import fold
from duikan.engine.sentences import clauses, sentences
from duikan.engine.values import Span


def parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


def clause_parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in clauses(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他說：「有三家。」其中一家在東莞；另兩家不在。", ["他說：「有三家。」", "其中一家在東莞；", "另兩家不在。"]),
        ("第一段\n\n 第二段。", ["第一段", "第二段。"]),
        ("真的?!是。", ["真的?!", "是。"]),
        ("增长3.5%。", ["增长3.5%。"]),
        ("\n\n 。", ["。"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动4,000家企业,到9:00,共35,12个", ["推动4,000家企业,", "到9:00,", "共35,", "12个"]),
        ("分别为35，120和40个", ["分别为35，", "120和40个"]),
        ("北京、上海——两地:各3家", ["北京、上海——", "两地:", "各3家"]),
        ("超8亿元(下同),2025年", ["超8亿元(下同),", "2025年"]),
        ("1,234,567人,占2%", ["1,234,567人,", "占2%"]),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clause_parts(text) == expected


@given(st.text(alphabet="一三。！」，,:：—0123 \n；;?"))
def test_every_character_but_white_is_in_one_sentence_and_one_clause(text: str) -> None:
    folded = fold(text)
    seen = [i for s in sentences(folded) for c in clauses(folded, s) for i in range(c.start, c.end)]
    assert seen == sorted(set(seen))
    assert all(folded[i].isspace() for i in set(range(len(folded))) - set(seen))
