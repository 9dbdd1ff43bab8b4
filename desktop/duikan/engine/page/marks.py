"""What single lines of a page say about themselves: bylines, datelines, captions, credits, separators."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from duikan.engine.folding import fold
from duikan.resources import resource

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
BYLINE_MAX = 60
LEAD_WINDOW = 60
_CREDIT_WINDOW = 40
_NAME_MAX = 4
_PLACED_NAME_MAX = 9
_TOKENS_MAX = 14
_OFFICE_MAX = 12
_BOLD_LEVEL = 3

_SEPARATOR = re.compile(r"[^\w]*\Z")
_HEADING = re.compile(r"#{1,6}(?=[ \t]|[^#\s])")
_ITEM = re.compile(f"(?:[•·▪◼➤✦☆][ \\t]*(?=\\S)|[-*+][ \\t]|-(?=[{HAN}]))")
_BOLD = re.compile(r"(\*\*|__)[^*]{1,80}\1\Z")
_DAY = re.compile(
    r"(?:20|19)\d\d[-年/.]\d{1,2}(?:[-月/.]\d{1,2}日?)?|\d{1,2}月\d{1,2}日|\d{1,2}日|\d{1,2}:\d\d(?::\d\d)?|星期.|周[一二三四五六日]"
)
_META = re.compile(
    r"(?:发布时间|发布于|发表时间|发表于|更新时间|更新|时间|日期|来源|稿源|出处|编辑|责编|责任编辑|校对|审核|监制|字号|作者|浏览|阅读|点击|版次|版面|撰文|新闻来源|原标题|标签|关键词|分享)[:：]"
)
_DATED = re.compile(r"(?:20|19)\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}")
_FINISHED = re.compile(r"[(（\[【<]?(?:完|全文完|本文完|end)[)）\]】>]?\Z", re.IGNORECASE)
_BRACKETS = re.compile(r"[【】()（）\[\]〔〕「」<>〈〉|｜►▶▷●■◆□◎○◇△▲]")
_STAFF = re.compile(
    f"(?<![{HAN}])[{HAN}]{{2,12}}?(?:报|社|网|台|刊|讯|闻|号)(?=(?:驻[{HAN}]{{1,4}}|首席|见习|特约|实习|特派)?记者)"
)
_WRITER = re.compile(r"[ \t]*[(（][^()（）]{0,40}[)）]")
_REPORTER = re.compile(
    f"[{HAN}]{{2,12}}?记者[ \\t:：]*(?P<names>[{HAN} 、]{{2,16}}?)(?: [{HAN}]{{2,4}}(?:报道|报导))?\\Z"
)
_WRITTEN = re.compile("(?:文|图|撰文|采写|采访|整理|摄影)[ ]?[/:：].{2,20}")
_QUOTED = re.compile(r"[(（【\[]?(?:据|综合|来源)")
_SPLIT = re.compile(r"[\s、/／·•:：,，;；—–\-]+")
_POINTING = re.compile(
    r"(?:^|[。！？；,，.\s()▲▼△●■◆★]|这)(?:上图|下图|左图|右图|大图|小图|图[①-⑨1-9一二三四]?)(?:为|是|:|：|片为)"
)
_FIGURE = re.compile(
    r"[(（]?(?:图[①-⑨\d一二三]?|图片|附图|图说|图文|图表)[:：)）]|(?:这|图)是.{0,30}(?:拍摄|摄)的|.*[(（](?:无人机|拼版|资料|手机)照片[)）]。?\Z"
)


_PICTURE = re.compile("[图片]|这是")
_NO_BYLINE = re.compile("[。！？!?；“「]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of layout.toml, ready for matching folded text."""

    roles: re.Pattern[str]
    doings: re.Pattern[str]
    papers: re.Pattern[str]
    lead: re.Pattern[str]
    credit: re.Pattern[str]
    agency_credit: re.Pattern[str]
    furniture: re.Pattern[str]
    frame: re.Pattern[str]
    surnames: frozenset[str]
    caption_marks: str
    list_marks: str
    name_marks: str
    sections: frozenset[str]
    boxes: frozenset[str]
    box_ends: tuple[str, ...]
    open_ends: frozenset[str]
    carry_on: frozenset[str]
    words: frozenset[str]
    long_places: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    """layout.toml, read once."""
    data = tomllib.loads(fold(resource("lexicon", "layout.toml").read_text(encoding="utf-8")))
    ends, agency = _any(data["paper_ends"]), _any(data["agencies_credit"])
    paper = f"(?:{_any(data['papers'])}|[{HAN}]{{0,6}}?(?:{ends}))"
    return Lexicon(
        roles=re.compile(_any(data["roles"])),
        doings=re.compile(f"(?:{_any(data['doings'])})\\Z"),
        papers=re.compile(paper),
        lead=_lead(paper),
        credit=re.compile(f"(?:{_any(data['credits'])})[)）\\]】]?[。.]?\\Z"),
        agency_credit=re.compile(f"(?:[(（](?:{agency})(?:/[{HAN}]{{1,4}})?[)）]|[。.] ?(?:{agency}))\\Z"),
        furniture=re.compile(_any(data["furniture"])),
        frame=re.compile(_any(data["frame"])),
        surnames=frozenset("".join(str(data["surnames"]).split())),
        caption_marks=data["caption_marks"],
        list_marks=data["list_marks"],
        name_marks=data["name_marks"],
        sections=frozenset(data["sections"]),
        boxes=frozenset(data["boxes"]),
        box_ends=tuple(data["box_ends"]),
        open_ends=frozenset(data["open_ends"]),
        carry_on=frozenset(data["carry_on"]),
        words=frozenset(str(data["words"]).split()),
        long_places=tuple(str(data["long_places"]).split()),
    )


def _any(words: list[Any]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(map(str, words)), key=lambda w: (-len(w), w)))


def _lead(paper: str) -> re.Pattern[str]:
    """How a story's first paragraph begins: 【大公報訊】, 本报讯（记者…）, 新华社北京6月3日电, （中央社記者…4日電）."""
    inside = r"[^。！？」】\n]{0,40}"
    day = r"(?:\d{1,2}月)?\d{1,2}日"
    forms = (
        f"[【\\[〔(（]{inside}?(?:讯|专讯|电|报道|报导|消息)[】\\]〕)）]",
        f"[【\\[〔(（](?:{paper}|本报){inside}?[】\\]〕)）]",
        f"(?:据)?{paper}(?:记者)?[^。,，！？\\n]{{0,24}}?(?:{day}专?电|讯(?!员)|消息)",
        f"(?:据)?{paper}(?:讯|电|专讯)",
        f"[{HAN}]{{2,8}}(?:讯|专讯)[ \\t]*[(（]",
        f"[{HAN}A-Za-z]{{2,10}}{day}(?:专)?电[ (（]",
        f"本(?:报|刊|台|网)(?:综合)?(?:[{HAN}]{{2,6}})?(?:{day})?(?:讯|电|专讯|消息)",
        f"综合(?:外电|{paper}){inside}?(?:报道|报导|消息)",
    )
    return re.compile("|".join(f"(?:{form})" for form in forms))


def ends_sentence(folded: str) -> bool:
    """True for a line with a sentence's end in it."""
    return "。" in folded or "？" in folded or "！" in folded


def is_separator(folded: str) -> bool:
    """True for a line of dashes, stars, dots: nothing to read in it."""
    return _SEPARATOR.match(folded) is not None


def heading_level(folded: str) -> int:
    """1 to 6 for a Markdown heading, 0 for any other line."""
    if folded[:1] not in "#*_":
        return 0
    match = _HEADING.match(folded)
    if match:
        return match.end()
    return _BOLD_LEVEL if _BOLD.match(folded) else 0


def is_item(folded: str) -> bool:
    """True for a bulleted line, whatever its bullet; ● and ■ are decided by their neighbours."""
    return _ITEM.match(folded) is not None


def is_marked(folded: str) -> bool:
    """True for a line that begins with a bullet of any kind."""
    return is_item(folded) or folded[:1] in tuple(lexicon().list_marks)


def lead_cue(folded: str) -> re.Match[str] | None:
    """The words at its head that make a paragraph the beginning of a story."""
    return lexicon().lead.match(folded[:LEAD_WINDOW])


def is_meta(folded: str) -> bool:
    """True for a web copy's line of date, source and editor, or the mark of a story's end."""
    if len(folded) > BYLINE_MAX or ends_sentence(folded):
        return False
    plain = _BRACKETS.sub("", folded)
    if lexicon().furniture.match(folded):
        return True
    if _FINISHED.match(folded) or _META.match(plain):
        return True
    rest = _DAY.sub("", folded)
    return bool(_DATED.search(folded)) and (len(rest.strip()) <= 12 or bool(_META.search(plain)) or is_byline(rest))


def is_byline(folded: str) -> bool:
    """True for a line that only names who wrote it: 本报记者 张三 通讯员 李四, 聯合報 記者林筱芸／台北報導."""
    if len(folded) > BYLINE_MAX or _NO_BYLINE.search(folded):
        return False
    if _tells(folded) or any(folded.count(one) != folded.count(two) for one, two in ("()", "【】", "〔〕", "[]")):
        return False
    words = lexicon()
    marked = folded[0] in words.name_marks
    plain = _BRACKETS.sub(" ", folded.lstrip(words.name_marks + words.caption_marks)).strip()
    reporter = _REPORTER.match(plain)
    if _WRITTEN.fullmatch(plain) or (reporter and is_names(reporter["names"].replace("、", " "))):
        return True
    plain = _DAY.sub(" ", plain)
    plain = _STAFF.sub(" ", plain)
    has_doing = words.doings.search(plain) is not None
    plain, reporters = words.roles.subn(" ", words.papers.sub(" ", plain))
    tokens = [token for token in _SPLIT.split(plain) if token]
    if len(tokens) > _TOKENS_MAX or not all(_name_like(token, has_doing) for token in tokens):
        return False
    if reporters:
        return True
    if has_doing and words.papers.search(folded) and _DAY.search(folded):
        return True
    if has_doing and len(tokens) > 1 and words.doings.fullmatch(tokens[-1]) and is_names(" ".join(tokens[:-1])):
        return True
    return marked and bool(tokens) and all(len(token) <= _NAME_MAX for token in tokens)


def _tells(folded: str) -> bool:
    """True where the story itself begins behind the dateline: 新华社北京3月4日电（记者王悦）国家能源局…"""
    cue = lead_cue(folded)
    if cue is None:
        return False
    writer = _WRITER.match(folded, cue.end())
    rest = folded[writer.end() if writer else cue.end() :].strip()
    return bool(rest) and lexicon().roles.search(rest) is None


def _name_like(token: str, placed: bool) -> bool:
    if not re.fullmatch(f"[{HAN}A-Za-z.]+", token):
        return False
    longest = _PLACED_NAME_MAX if placed else _NAME_MAX
    return len(token) <= longest if re.search(f"[{HAN}]", token) else len(token) <= 2 * _PLACED_NAME_MAX


def is_names(folded: str) -> bool:
    """True for a line of nothing but people's names: the author under a headline."""
    tokens = folded.split()
    surnames = lexicon().surnames
    return 0 < len(tokens) <= 4 and all(
        2 <= len(t) <= 3 and t[0] in surnames and re.fullmatch(f"[{HAN}]+", t) is not None for t in tokens
    )


def is_credit(folded: str) -> bool:
    """True for a line that names only the photographer: 新华社记者 林森 摄, （資料圖片）."""
    if len(folded) > _CREDIT_WINDOW or "。" in folded.rstrip("。"):
        return False
    found = lexicon().credit.search(folded)
    if not found:
        return False
    words = lexicon()
    plain = _BRACKETS.sub(" ", folded[: found.start()])
    plain = words.roles.sub(" ", words.papers.sub(" ", plain))
    return all(_name_like(token, False) or token in ("受访对象", "受访单位") for token in _SPLIT.split(plain) if token)


def is_caption(folded: str) -> bool:
    """True for the words under a picture, by its mark, by 图为, or by the photographer at its end."""
    words = lexicon()
    mark = folded[0]
    if mark in words.caption_marks:
        return True
    if ("图" in folded and _POINTING.search(folded)) or (_PICTURE.search(folded) and _FIGURE.match(folded)):
        return True
    tail = folded[-_CREDIT_WINDOW:]
    credited = words.credit.search(tail) is not None and _photographer(tail)
    if len(folded) <= 120 and (credited or words.agency_credit.search(tail)):
        return True
    return mark in words.list_marks and (credited or words.agency_credit.search(tail) is not None)


def _photographer(tail: str) -> bool:
    """True where what ends in 摄 is a credit, and not a verb at the end of a sentence."""
    cut = re.split(r"[。！？;；]|\s{2,}|(?<=[)）])", tail.rstrip("。."))
    last = cut[-1].strip() or (cut[-2].strip() if len(cut) > 1 else "")
    if _QUOTED.match(last):
        return False
    if is_credit(last):
        return True
    last = re.split(r"[,，\s]", last, maxsplit=1)[-1]
    return (
        bool(last) and (lexicon().roles.search(last) or lexicon().papers.search(last)) is not None and is_credit(last)
    )


def is_office(folded: str) -> bool:
    """True for nothing but the name of an office or a paper: 省教育厅, the author of a communiqué."""
    return (
        len(folded) <= _OFFICE_MAX
        and re.fullmatch(f"[{HAN}]+(?:厅|局|委员会|办公室|编辑部|日报|晚报|统计局)", folded) is not None
    )
