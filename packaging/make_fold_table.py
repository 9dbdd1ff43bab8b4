"""Makes resources/lexicon/fold.txt, the table by which both scripts read as one.

Run once, where opencc-python-reimplemented is installed: `python packaging/make_fold_table.py`.
Taken from OpenCC's TSCharacters (the first, commonest choice), from its Hong Kong and Taiwan variants,
and from Unicode's compatibility forms (Kangxi radicals, as PDF files hold them; full-width letters).
One line per character: the character, a tab, what it becomes.
"""

from __future__ import annotations

import unicodedata
from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "resources" / "lexicon" / "fold.txt"

# Where OpenCC leaves a choice to its phrase tables, or knows nothing: what both scripts can share.
OWN = "衹只 祇只 瞭了 藉借 牴抵 馀余 锺钟 姪侄 蔴麻 汚污 吿告 靑青 値值 毎每"

# 乾隆 and 著名 are the same in both scripts: folding.py decides these two by their neighbours.
BY_NEIGHBOUR = "乾著"

# Kept full-width, since they end a clause or a sentence; the comma depends on its neighbours.
KEPT = "，；！？"

FULL_WIDTH = range(0xFF01, 0xFF5F)
COMPATIBLE = [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00), *FULL_WIDTH, 0x3000, 0x00A0]


def table(name: str) -> dict[str, str]:
    """One of OpenCC's dictionaries, the first choice of each entry."""
    text = (files("opencc") / "dictionary" / f"{name}.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if "\t" in line)
    return {key: value.split(" ")[0] for key, value in rows}


def simplified(char: str) -> bool:
    """True for characters in daily use on the mainland, which no variant table may touch."""
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def main() -> None:
    fold = table("TSCharacters")
    for name in ("HKVariantsRev", "TWVariantsRev"):
        for variant, standard in table(name).items():
            if variant not in fold and not simplified(variant):
                fold[variant] = fold.get(standard, standard)
    for code in COMPATIBLE:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and chr(code) not in KEPT:
            fold.setdefault(chr(code), plain)
    fold |= {pair[0]: pair[1] for pair in OWN.split()}
    for char in BY_NEIGHBOUR:
        fold.pop(char, None)
    for char in fold:
        while fold[char] in fold and fold[fold[char]] != fold[char]:
            fold[char] = fold[fold[char]]
    rows = sorted((a, b) for a, b in fold.items() if a != b and len(a) == len(b) == 1)
    OUT.write_text("".join(f"{a}\t{b}\n" for a, b in rows), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
