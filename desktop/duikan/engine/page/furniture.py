"""What frames a page and belongs to no article: folios, jumps to other pages, the desk's names, menus, sections."""

from __future__ import annotations

import re

from duikan.engine.page.marks import BYLINE_MAX, HAN, ends_sentence, lexicon

_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十]{1,3})"
_PAGE = f"(?:[A-Z]{{1,2}}\\d{{1,3}}|0\\d|第 ?{_NUMBER} ?版|{_NUMBER} ?版|P\\. ?\\d{{1,3}})"
_YEAR = r"(?:(?:20|19)\d\d|[一二][零〇○一二三四五六七八九]{3})"
_SMALL = r"[\d一二三四五六七八九十]{1,3}"
_DATE = f"{_YEAR} ?[-年/.] ?{_SMALL}(?: ?[-月/.] ?{_SMALL} ?日?)?"
_WEEKDAY = r"(?:(?:星期|周|礼拜)[一二三四五六日天])?"
_GAP = r"[ \t|/·:]*"
_WORDS = f"(?:[{HAN}]{{1,6}}(?:[ /·|][{HAN}]{{1,6}})?)?"
_FOLIO = re.compile(
    f"{_PAGE}{_GAP}{_WORDS}{_GAP}(?:{_DATE})?{_GAP}{_WEEKDAY}\\Z"
    f"|{_WORDS}{_GAP}{_PAGE}{_GAP}(?:{_DATE})?{_GAP}{_WEEKDAY}\\Z"
    f"|{_WORDS}{_GAP}{_DATE}{_GAP}{_WEEKDAY}{_GAP}{_WORDS}{_GAP}{_PAGE}?\\Z"
    f"|(?:第 ?)?\\d{{1,3}}(?: ?页)?\\Z"
)
_ONLY_DATE = re.compile(f"{_DATE}\\Z")
_SECTION = re.compile(
    f"[{HAN}]{{0,4}}(?:简报|快览|快递|短波|一句话新闻)|[{HAN}]{{2,4}}(?:新闻|要闻|简讯|短讯|快讯|短波|传真|速递|速览|资讯|动态|视窗|广角|纵横|万象|博览|之窗|专版|专刊|周刊|副刊|版)"
)
_JUMP = re.compile(
    r"[\[【(（►▶◆▷→●]*(?:\.{2,6}|…{1,2})?"
    r"(?:下转|上接|紧接|转下|接上|接自|紧转|详见|内文详见|详细报道见|更多报道见|相关报道见|相关报道刊|全文刊|全文见).{1,24}\Z"
)
_CREW = re.compile(
    r"(?:本版|本期|本报|值班|执行|责任|版面|美术|图片|助理|副|总)?"
    r"(?:责编|编辑|美编|校对|版式|组版|版面设计|排版|检校|责校|美工|主编|编审|值班编委|签发|审读|编校|设计) *[:/|丨]"
)
_MENU_WORD, _MENU = 6, 4
_NUMBERED_PART = re.compile(r"\d{1,2}[ \t]+(?=\D)|\d{1,2} ?$")


def is_furniture(folded: str) -> bool:
    """True for what frames a page and belongs to no article: folio, jump to another page, the desk's names, a menu."""
    if len(folded) > BYLINE_MAX or ends_sentence(folded) or _ONLY_DATE.match(folded):
        return False
    numbered = _NUMBERED_PART.match(folded)
    if numbered and is_section(folded[numbered.end() :].strip()):
        return True
    if _FOLIO.match(folded) or _JUMP.match(folded) or lexicon().frame.match(folded):
        return True
    if len(_CREW.findall(folded)) > 1 or (folded.startswith("本版") and _CREW.match(folded)):
        return True
    menu = folded.split("|")
    return len(menu) >= _MENU and all(len(word.strip()) <= _MENU_WORD for word in menu)


def is_section(folded: str) -> bool:
    """True for the name of a part of the paper: 要聞, 體育新聞, 一周速覽."""
    return folded in lexicon().sections or _SECTION.fullmatch(folded) is not None
