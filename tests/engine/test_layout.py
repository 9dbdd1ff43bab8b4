"""Composed pages: which text belongs together, in which order, under which headline."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.vectors.composed_pages import Figures, all_pages, group_of, measure, read_page

from duikan.engine.page.layout import compose, find_articles
from duikan.engine.values import Article, Publication

PAGES = all_pages()
SEEN = [path for path in PAGES if group_of(path) == "first"]


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.stem)
def test_composed_pages(path: Path) -> None:
    text, segments = read_page(path)
    figures = measure(text, segments, find_articles(text))
    assert (all(figures.titles), all(figures.joins)) == (True, True), figures.mistakes
    assert figures.f1 >= 0.97, figures.mistakes


@pytest.mark.parametrize(
    ("group", "stripped", "f1", "joins", "titles"),
    [("tune", False, 0.94, 0.96, 0.95), ("aside", False, 0.87, 0.75, 0.75), ("first", True, 0.95, 0.97, 0.95)],
)
def test_pages_of_other_papers(group: str, stripped: bool, f1: float, joins: float, titles: float) -> None:
    figures = Figures()
    for path in PAGES:
        if group_of(path) == group:
            text, segments = read_page(path, without_bylines=stripped)
            figures.add(measure(text, segments, find_articles(text), path.stem))
    shown = figures.line() if group == "aside" else [figures.line(), *figures.mistakes]
    assert figures.f1 >= f1, shown
    assert sum(figures.joins) >= joins * len(figures.joins), shown
    assert sum(figures.titles) >= titles * len(figures.titles), shown


def check_whole(text: str, articles: tuple[Article, ...]) -> None:
    seen = [i for article in articles for piece in article.pieces for i in range(piece.span.start, piece.span.end)]
    assert len(seen) == len(set(seen))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(seen))
    for i, article in enumerate(articles):
        assert article.index == i
        for piece in article.pieces:
            end = piece.start + piece.span.end - piece.span.start
            assert article.text[piece.start : end] == text[piece.span.start : piece.span.end]
        covered = sum(piece.span.end - piece.span.start for piece in article.pieces)
        breaks = sum(not piece.joined for piece in article.pieces) - 1
        assert len(article.text) == covered + breaks


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_character_is_in_one_piece(path: Path) -> None:
    text, _ = read_page(path)
    check_whole(text, find_articles(text))


_LINE = st.text(alphabet="城市提出#●▲- ，。「」1年月日讯记者本报摄图为\t", max_size=24)


@given(st.lists(_LINE, max_size=14).map("\n".join))
def test_no_line_is_lost_or_doubled_on_any_page(text: str) -> None:
    check_whole(text, find_articles(text))


@pytest.mark.parametrize(
    "text", ["", "\n" * 200_000, "。！？" * 20_000, "三" * 200_000, "\ud800 市\n\udfff", " \u3000", "#", "- \n- "]
)
def test_odd_texts_are_read_whole(text: str) -> None:
    check_whole(text, find_articles(text))


def test_one_sentence_is_one_article() -> None:
    (article,) = find_articles("海東將在今年開設30家社區食堂。")
    assert (article.title, article.text) == ("", "海東將在今年開設30家社區食堂。")


def test_an_article_knows_its_paper_writer_and_place() -> None:
    cases = (
        ("香港文匯報訊（記者 葉婉清 廣州報道）粵港合作再添空間。", "香港文匯報", "記者 葉婉清", "廣州"),
        ("新华社记者 李明 王小丽\n\n各地开展活动。\n新华社北京6月3日电", "新华社", "新华社记者 李明 王小丽", "北京"),
        ("科技日报讯(记者周岚 通讯员石磊)记者获悉，企业新增15家。", "科技日报", "记者周岚 通讯员石磊", ""),
        ("聯合報 記者林筱芸／台北報導\n\n台電昨天宣布。", "聯合報", "聯合報 記者林筱芸", "台北"),
        ("（中央社記者蔡孟妤台北4日電）疾管署今天公布。", "中央社", "中央社記者蔡孟妤", "台北"),
        ("【大公報訊】記者葉婉清、何樂東莞報道：5日，東莞發布。", "大公報", "記者葉婉清、何樂", "東莞"),
        (
            "兩段導語在前，說的是事情。\n\n大公報記者 宋知遠北京報道\n\n正文在後。",
            "大公報",
            "大公報記者 宋知遠",
            "北京",
        ),
        ("【大公報訊】據央視網報道：當局宣布興建球場。", "大公報", "", ""),
    )
    for text, source, byline, place in cases:
        article = find_articles(f"標題在此\n\n{text}")[0]
        assert (article.source, article.byline, article.place) == (source, byline, place)


def test_a_box_names_its_article_and_the_date_given_is_kept() -> None:
    published = Publication()
    articles = find_articles(
        "市府推十項措施\n\n【本報訊】市府昨日公布措施。\n\n措施重點\n\n- 減稅三成\n- 免費巴士", published
    )
    assert [(a.kind, a.parent, a.title) for a in articles] == [
        ("article", None, "市府推十項措施"),
        ("box", 0, "措施重點"),
    ]
    assert articles[0].publication is published


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.stem)
def test_pages_without_empty_lines_read_the_same(path: Path) -> None:
    text, _ = read_page(path)
    packed = "\n".join(line for line in text.split("\n") if line)
    assert [(a.kind, a.title, a.text) for a in find_articles(packed)] == [
        (a.kind, a.title, a.text) for a in find_articles(text)
    ]


@pytest.mark.parametrize("path", SEEN, ids=lambda path: path.stem)
def test_an_article_alone_stays_one_article(path: Path) -> None:
    text, _ = read_page(path)
    for article in find_articles(text):
        if article.kind == "article":
            (alone, *boxes) = find_articles(article.text.replace("\n", "\n\n"))
            assert (alone.title, {box.kind for box in boxes} - {"box"}) == (article.title, set())


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("局方表示，違例經營平台", "最高可被罰款100萬元及監禁一年。"),
        ("参议院共248个议席，任期6", "年，每3年改选一半。"),
        ("其次,要突出“跃升”,既要", "铸就高水平的高峰，又要培育高原。"),
        ("关于老旧小区电梯，《办法》规", "定由业主商议。"),
        ("運河沿線的旅遊收入", "的增長令人矚目，去年達15億元。"),
    ],
)
def test_half_a_sentence_is_no_headline(left: str, right: str) -> None:
    text = f"標題在此說明情況\n\n這是第一段的內容，一共有三項。\n\n{left}\n\n{right}"
    (article,) = find_articles(text)
    assert f"{left}{right}" in article.text


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_an_article_put_together_from_its_pieces_is_the_same(path: Path) -> None:
    text, _ = read_page(path)
    for article in find_articles(text):
        again = compose(text, [(piece.span, piece.role) for piece in article.pieces])
        assert (again.text, again.pieces, again.byline, again.place) == (
            article.text,
            article.pieces,
            article.byline,
            article.place,
        )
