"""Bytes of a text file -> text whose positions stay true, and how the encoding was found.

Newlines become `\\n`; what a screen or a database would drop (NUL, U+2028, noncharacters) is replaced one for
one, so that no position moves.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from duikan.errors import InputError

LIMIT = 20 * 1024 * 1024

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OTHER_KINDS = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word / ZIP"),
    (b"\xd0\xcf\x11\xe0", "Word 97"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
)
_LEGACY = ("gb18030", "big5hkscs")
# What no Chinese text is without: a wrong guess between the two legacy encodings shows none of them.
_COMMON = frozenset("的一是在不有人中大年了为為国國上个個和这這来來以，。、：；「」《》（）日月元")
_REPLACED = {
    **dict.fromkeys((0x00, 0xFEFF), " "),
    **dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
    **dict.fromkeys((*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd"),
}


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file as text: name, decoded text, encoding and why, SHA-256 and size of the bytes."""

    name: str
    text: str
    encoding: str
    encoding_reason: str  # bom | valid | detected
    sha256: str
    size: int


def read_file(path: Path) -> SourceText:
    """Read a text file; every way it can fail is an InputError that names the file."""
    try:
        if path.stat().st_size > LIMIT:
            raise InputError("file.huge", file=path.name, limit=LIMIT // 1024 // 1024)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("file.missing", file=str(path)) from error
    except IsADirectoryError as error:
        raise InputError("file.folder", file=str(path)) from error
    except OSError as error:
        raise InputError("file.unreadable", file=str(path)) from error
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str) -> SourceText:
    """Decode bytes that came from anywhere (a file, a drop, the clipboard)."""
    if len(data) > LIMIT:
        raise InputError("file.huge", file=name, limit=LIMIT // 1024 // 1024)
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError("file.empty", file=name)
    _refuse_other_kinds(data, name)
    text, encoding, reason = _decode(data, name)
    text = normalise(text)
    if not text.strip():
        raise InputError("file.empty", file=name)
    return SourceText(name, text, encoding, reason, hashlib.sha256(data).hexdigest(), len(data))


def normalise(text: str) -> str:
    """Newlines as `\\n`, and what would not survive screen or database replaced one for one."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_REPLACED)


def _refuse_other_kinds(data: bytes, name: str) -> None:
    for mark, kind in _OTHER_KINDS:
        if data.startswith(mark):
            raise InputError("file.kind", file=name, kind=kind)
    if any(data.startswith(mark) for mark, _ in _MARKS):
        return
    head = data[: 1 << 16]
    control = sum(head.count(byte) for byte in (*range(9), *range(14, 32), 127))
    if control > len(head) // 50 + 2:
        raise InputError("file.binary", file=name)


def _decode(data: bytes, name: str) -> tuple[str, str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding, "bom"
    try:
        return data.decode("utf-8"), "utf-8", "valid"
    except UnicodeDecodeError as error:
        broken = error
    for encoding in _legacy_guesses(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_as_chinese(text):
            return text, encoding, "detected"
    line = data.count(b"\n", 0, broken.start) + 1
    raise InputError("file.encoding", file=name, line=line)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("file.encoding", file=name, line=line) from error


def _legacy_guesses(data: bytes) -> list[str]:
    best = from_bytes(data[: 1 << 18], cp_isolation=list(_LEGACY)).best()
    first = [best.encoding] if best is not None else []
    scored = sorted(_LEGACY, key=lambda encoding: -_share_common(data[: 1 << 16].decode(encoding, "ignore")))
    return [*scored, *first]


def _share_common(text: str) -> float:
    return sum(character in _COMMON for character in text) / max(len(text), 1)


def _reads_as_chinese(text: str) -> bool:
    sample = text[: 1 << 16]
    strange = sum("\ue000" <= character <= "\uf8ff" or character == "\ufffd" for character in sample)
    return strange <= len(sample) // 200 and _share_common(sample) >= 0.02
