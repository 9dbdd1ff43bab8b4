"""The CSV: exact bytes, numbers that stay numbers, text that never becomes a formula, and the way back."""

import csv
import errno
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duikan.errors import InputError, ProjectError
from duikan.services.export import csv_claims
from duikan.services.export.csv_claims import COLUMNS, NUMBERS, encode, number, read_csv

ROW = dict.fromkeys(COLUMNS, "") | {"claim_id": "7", "value_low": "-3.2", "claim": "=HYPERLINK(1)"}


@pytest.mark.parametrize(
    ("exact", "printed"),
    [
        ("30", "30"),
        ("-16/5", "-3.2"),
        ("1/3", "0.333333333333"),
        ("1/1000", "0.001"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("", ""),
    ],
)
def test_bounds_as_plain_decimals(exact: str, printed: str) -> None:
    assert number(exact) == printed


def test_the_bytes_are_what_a_spreadsheet_needs() -> None:
    data = encode(iter([ROW]))
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 2
    cells = next(iter(list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1:]))
    assert cells[COLUMNS.index("value_low")] == "-3.2"
    assert cells[COLUMNS.index("claim")] == "'=HYPERLINK(1)"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'="])
def test_no_text_begins_a_formula(start: str) -> None:
    data = encode(iter([ROW | {"claim": f"{start}1"}]))
    raw = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    assert raw[COLUMNS.index("claim")] == f"'{start}1"
    assert read_csv(data)[0]["claim"] == f"{start}1"


def test_a_number_column_takes_only_numbers() -> None:
    with pytest.raises(ValueError, match="value_low"):
        encode(iter([ROW | {"value_low": "=1"}]))


text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
row = st.fixed_dictionaries(
    {name: st.integers(-(10**6), 10**6).map(str) | st.just("") if name in NUMBERS else text for name in COLUMNS}
)


@given(st.lists(row, max_size=3))
def test_what_is_written_is_read_back(rows: list[dict[str, str]]) -> None:
    assert read_csv(encode(iter(rows))) == rows


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"a,b\r\n", b'"a'])
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    with pytest.raises(InputError):
        read_csv(data)


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("before", "utf-8")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(csv_claims, "claims_csv", lambda _session: b"after")
    monkeypatch.setattr(csv_claims.os, "fsync", full)
    with pytest.raises(ProjectError) as refused:
        csv_claims.write_csv(None, target)  # type: ignore[arg-type]
    assert refused.value.code == "disk.full"
    assert target.read_text("utf-8") == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]
