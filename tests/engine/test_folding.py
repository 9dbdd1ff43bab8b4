from hypothesis import given
from hypothesis import strategies as st

from duikan.engine.folding import fold


@given(st.text())
def test_folding_keeps_every_position_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


def test_both_scripts_fold_to_one() -> None:
    pairs = (
        (
            "個箇裡裏於餘馀幾隻臺颱檯爲為衞衛啓啟説說線綫峯峰羣群",
            "个个里里于余余几只台台台为为卫卫启启说说线线峰峰群群",
        ),
        ("隨著意味著", "随着意味着"),
        ("隨着意味着", "随着意味着"),
        ("著名顯著著作", "著名显著著作"),
        ("乾燥乾隆乾坤", "干燥乾隆乾坤"),
        ("徵收綜合實力億萬兩條畝噸", "征收综合实力亿万两条亩吨"),
        ("覆蓋複雜恢復", "覆盖复杂恢复"),
        ("瞭解了解", "了解了解"),
        ("佔週佈採準儘僱煙菸", "占周布采准尽雇烟烟"),
        ("⼀⽉⻳", "一月龟"),
    )
    for traditional, simplified in pairs:
        assert fold(traditional) == simplified
        assert fold(simplified) == simplified


def test_full_width_forms_become_half_width_where_they_make_numbers() -> None:
    assert fold("１２．５％（ＡＩ）９：００～１０：００　－＋／") == "12.5%(AI)9:00~10:00 -+/"
    assert fold("１，２００家，共35，120個") == "1,200家,共35，120个"
    assert fold("。、；！？「」『』《》“”—…") == "。、；！？「」『』《》“”—…"


def test_lone_surrogates_and_nothing_pass() -> None:
    assert fold("") == ""
    assert fold("\ud800個") == "\ud800个"
