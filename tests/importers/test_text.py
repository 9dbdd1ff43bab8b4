"""Bytes to text: every encoding a newsroom sends, and a sentence for what cannot be read."""

from pathlib import Path

import pytest

from duikan.errors import InputError
from duikan.importers import text as importer

TRADITIONAL = "香港去年的零售業總銷貨價值為三千七百億元，較前年下跌百分之七點三，是五年來的最低水平。\n" * 3
SIMPLIFIED = "去年全国的粮食总产量达到一万四千亿斤，比上年增加了百分之一点六，这是连续第十年的丰收。\n" * 3


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "utf-8-sig", "utf-8-sig"),
        (TRADITIONAL, "utf-16", "utf-16"),
        (TRADITIONAL, "big5hkscs", "big5hkscs"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16-be", None),
    ],
)
def test_encodings(text: str, encoding: str, found: str | None) -> None:
    data = text.encode(encoding)
    if found is None:
        data = b"\xfe\xff" + data
        found = "utf-16"
    read = importer.read_bytes(data, "a.txt")
    assert (read.text, read.encoding) == (text, found)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b" \r\n\x00\x00", "file.empty"),
        ("\u3000\n".encode(), "file.empty"),
        (b"\x89PNG\r\n\x1a\n....", "file.kind"),
        (b"%PDF-1.7 ...", "file.kind"),
        (bytes(range(256)) * 8, "file.binary"),
        ("糧食產量".encode() + b"\xff\xfe\xff", "file.encoding"),
        (b"x" * (importer.LIMIT + 1), "file.huge"),
    ],
)
def test_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        importer.read_bytes(data, "a.txt")
    assert refused.value.code == code
    assert refused.value.values["file"] == "a.txt"


def test_wrong_bytes_are_named_by_line() -> None:
    with pytest.raises(InputError) as refused:
        importer.read_bytes("一行\n二行\n".encode() + b"\xff\xff", "a.txt")
    assert refused.value.values["line"] == 3


def test_newlines_become_one_and_nothing_else_moves() -> None:
    read = importer.read_bytes("甲\r\n乙\r丙\u2028丁\x00戊𠮷".encode(), "a.txt")
    assert read.text == "甲\n乙\n丙\n丁 戊𠮷"


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        importer.read_file(tmp_path / "none.txt")
    assert missing.value.code == "file.missing"
    with pytest.raises(InputError) as folder:
        importer.read_file(tmp_path)
    assert folder.value.code == "file.folder"


def test_random_legacy_bytes_are_not_taken_for_chinese() -> None:
    with pytest.raises(InputError) as refused:
        importer.read_bytes(bytes(0xA1 + (7 * n * n) % 90 for n in range(4000)), "a.txt")
    assert refused.value.code == "file.encoding"
