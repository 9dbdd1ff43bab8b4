"""What a metadata file says of the files beside it: publication date, source, title, outlet.

CSV (comma, semicolon or tab; BOM allowed) with a first line `file,published,source`, or JSON Lines with the same names.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

from duikan.errors import InputError
from duikan.importers.text import read_file

REQUIRED = ("file", "published", "source")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the metadata: `line` counts from 1, header included; `published` None is not known."""

    line: int
    file: str
    published: date | None
    source: str
    title: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Metadata:
    """The rows by file name, and what was wrong with the others (their files are not read under a wrong date)."""

    name: str = ""
    rows: Mapping[str, Row] = field(default_factory=dict[str, Row])
    errors: tuple[InputError, ...] = ()
    refused: frozenset[str] = frozenset()

    def unmatched(self, names: Iterable[str]) -> Iterator[InputError]:
        """A sentence for every row whose file is not among `names`."""
        known = set(names)
        for row in self.rows.values():
            if row.file not in known:
                yield InputError("metadata.no_file", file=self.name, line=row.line, name=row.file)


def parse_date(text: str) -> date | None:
    """A date as an editor writes it (2026-02-12, 2026年2月12日); None when empty; InputError when it is none."""
    text = text.strip()
    if not text:
        return None
    found = _ISO.fullmatch(text.replace("/", "-").replace(".", "-")) or _CHINESE.fullmatch(text)
    if found is None:
        raise InputError("date.invalid", text=text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise InputError("date.invalid", text=text) from error


def read_metadata(path: Path) -> Metadata:
    """Read a metadata file; a bad line becomes an error of the result, the others count."""
    text = read_file(path).text
    lines = _json_lines(text, path.name) if text.lstrip().startswith("{") else _csv_lines(text, path.name)
    rows: dict[str, Row] = {}
    errors: list[InputError] = []
    refused: set[str] = set()
    for number, cells in lines:
        name = Path(cells.get("file", "").strip()).name
        if name in rows:
            errors.append(InputError("metadata.twice", file=path.name, line=number, name=name))
            continue
        try:
            rows[name] = _row(number, name, cells, path.name)
        except InputError as error:
            errors.append(error)
            refused.add(name)
    return Metadata(path.name, rows, tuple(errors), frozenset(refused - rows.keys()))


def _row(number: int, name: str, cells: Mapping[str, str], file: str) -> Row:
    if not name:
        raise InputError("metadata.line", file=file, line=number)
    try:
        published = parse_date(cells.get("published", ""))
    except InputError as error:
        raise InputError("metadata.date", file=file, line=number, text=cells.get("published", "")) from error
    source, title, outlet = (cells.get(key, "").strip() for key in ("source", "title", "outlet"))
    return Row(number, name, published, source, title, outlet)


def _csv_lines(text: str, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(text.split("\n"), delimiter=delimiter, strict=True)
    try:
        names = [name.strip().lower() for name in next(reader)]
        missing = [name for name in REQUIRED if name not in names]
        if missing:
            raise InputError("metadata.columns", file=file, columns=", ".join(missing))
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(names, cells, strict=False))
    except csv.Error as error:
        raise InputError("metadata.line", file=file, line=reader.line_num) from error


def _json_lines(text: str, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError("metadata.line", file=file, line=number) from error
        if not isinstance(record, dict) or "file" not in record:
            raise InputError("metadata.line", file=file, line=number)
        cells = cast(dict[str, object], record)
        yield number, {key: "" if value is None else str(value) for key, value in cells.items()}
