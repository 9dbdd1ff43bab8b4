from hypothesis import given
from hypothesis import strategies as st

from duikan.engine.anchors import Anchor, find_anchor, make_anchor, to_article, to_document
from duikan.engine.values import Article, Piece, Publication, Span

# The page: a paragraph cut by a column break, a caption, the paragraph's end.
PAGE = "共有3\n圖為工廠。\n00家企業。"
ARTICLE = Article(
    0, "article", "", "", "", "", "共有300家企業。\n圖為工廠。",
    (Piece(0, Span(0, 3)), Piece(3, Span(10, 16), joined=True), Piece(10, Span(4, 9), "caption")), Publication(),
)  # fmt: skip


def test_spans_travel_to_the_page_and_back() -> None:
    assert to_document(ARTICLE, Span(4, 6)) == Span(11, 13)
    assert to_document(ARTICLE, Span(10, 15)) == Span(4, 9)
    assert to_document(ARTICLE, Span(2, 6)) == Span(2, 13)
    assert to_article(ARTICLE, Span(11, 13)) == Span(4, 6)
    assert to_article(ARTICLE, Span(4, 9)) == Span(10, 15)
    assert to_article(ARTICLE, Span(100, 101)) is None


def test_what_is_torn_far_apart_shows_its_larger_half() -> None:
    far = Article(
        0,
        "article",
        "",
        "",
        "",
        "",
        "共300家",
        (Piece(0, Span(0, 2)), Piece(2, Span(500, 503), joined=True)),
        Publication(),
    )
    assert to_document(far, Span(1, 5)) == Span(500, 503)


def test_a_span_is_found_in_a_revised_text() -> None:
    text = "到2027年，海東將開設10家社區食堂。到2027年，河西將開設10家社區食堂。"
    anchor = make_anchor(text, Span(32, 35))
    assert anchor.quote == "10家"
    assert find_anchor(text, anchor) == Span(32, 35)
    assert find_anchor("【本報訊】" + text, anchor) == Span(37, 40)


def test_a_changed_digit_is_never_the_same_span() -> None:
    text = "海東將在今年開設30家至50家老年社區食堂。"
    for span in (Span(8, 11), Span(9, 11), Span(8, 15), Span(10, 15)):
        anchor = make_anchor(text, span)
        assert find_anchor(text, anchor) == span
        assert find_anchor(text.replace("30", "31"), anchor) is None
        assert find_anchor(text.replace("30", "130"), anchor) is None


def test_two_places_that_fit_alike_are_nobodys_guess() -> None:
    assert find_anchor("共有30家。共有30家。", Anchor("30家", "共有", "。共")) == Span(2, 5)
    assert find_anchor("另有30家。共有30家。另有30家。", Anchor("30家", "另有", "。")) is None


@given(st.text(alphabet="一三家，。0123", min_size=1, max_size=80), st.data())
def test_an_anchor_finds_its_own_span_or_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert find_anchor(text, make_anchor(text, span)) in (span, None)
    assert find_anchor("甲" * 9 + text, make_anchor(text, span)) in (span.shifted(9), None)
