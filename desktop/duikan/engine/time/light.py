"""How a text's lines are to be read: what the whole of it says of its seasons and its years."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from duikan.engine.time.atoms import YEAR, Atom
from duikan.engine.time.grammar import Point, Ref

_SEASONAL = re.compile(r"流感|疫苗|球季|赛季|球队|联赛|球员|榨季|茶季|捕捞季|雪季|票房|剧集")
_ROC = re.compile(r"民国|(?<!\d)1[0-3]\d(?:学年|年度|年(?:[1-9]|1[0-2])月|年底|年[上下]半年|年第[一二三四]季)")
_ROC_YEAR = re.compile(r"1[0-3]\d年")
_LENGTH_AFTER = re.compile(r"[来间前后内以之历校厂]|左右|多|校庆|历史")


class Light(NamedTuple):
    """Whether a text is on a game or a flu, counts the years of the republic, and is one line."""

    seasonal: bool
    roc: bool
    alone: bool


def light_of(folded: str) -> Light:
    """What the whole text says that its lines are read by."""
    return Light(_SEASONAL.search(folded) is not None, _ROC.search(folded) is not None, "\n" not in folded.strip())


def in_light_of(line: str, light: Light, atoms: Iterable[Atom]) -> list[Atom]:
    """The atoms as this text means them: 本季 of a game or a flu is no quarter, 113年 beside 114年上半年 is 2024."""
    read: list[Atom] = []
    for atom in atoms:
        quarter = atom.point is not None and atom.point.quarter is not None
        if light.seasonal and quarter and atom.text.endswith("季"):
            atom = replace(atom, kind="vague", level=0, point=None)
        elif light.roc and atom.kind == "length" and _ROC_YEAR.fullmatch(atom.text):
            atom = _of_republic(line, atom)
        read.append(atom)
    return read


def _of_republic(folded: str, atom: Atom) -> Atom:
    if _LENGTH_AFTER.match(folded, atom.end):
        return atom
    return replace(atom, kind="point", level=YEAR, point=Point(year=Ref("abs", int(atom.text[:3]) + 1911)))
