"""The metadata file and the batch: a bad row or file gets a sentence, the others go on."""

from datetime import date
from pathlib import Path

import pytest

from duikan.errors import InputError
from duikan.importers.batch import read_batch
from duikan.importers.metadata import parse_date, read_metadata


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-02-12", date(2026, 2, 12)),
        ("2026/2/12", date(2026, 2, 12)),
        ("2026年2月12日", date(2026, 2, 12)),
        (" ", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert parse_date(text) == day


@pytest.mark.parametrize("text", ["2026-02-30", "昨天", "2026", "0000-01-01", "12-02-2026"])
def test_a_date_that_is_none(text: str) -> None:
    with pytest.raises(InputError) as refused:
        parse_date(text)
    assert refused.value.code == "date.invalid"


def test_csv_with_every_kind_of_bad_row(tmp_path: Path) -> None:
    path = write(
        tmp_path / "meta.csv",
        "\ufefffile,published,source,title\na.txt,2026-02-12,甲報,頭條\nb.txt,2026-02-30,乙報,\na.txt,2025-01-01,丙報,\n",
    )
    metadata = read_metadata(path)
    assert [error.code for error in metadata.errors] == ["metadata.date", "metadata.twice"]
    assert metadata.refused == {"b.txt"}
    assert metadata.rows["a.txt"].published == date(2026, 2, 12)
    assert metadata.rows["a.txt"].title == "頭條"


def test_json_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "meta.jsonl", '{"file":"a.txt","published":null,"source":"甲報"}\n')
    assert read_metadata(path).rows["a.txt"].published is None


def test_columns_missing(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_metadata(write(tmp_path / "meta.csv", "name,date\na,b\n"))
    assert refused.value.code == "metadata.columns"


def test_a_batch_goes_on_past_bad_files(tmp_path: Path) -> None:
    good = write(tmp_path / "good.txt", "糧價上升三成。")
    dated = write(tmp_path / "dated.txt", "糧價上升四成。")
    empty = write(tmp_path / "empty.txt", "")
    meta = write(tmp_path / "m.csv", "file,published,source\ndated.txt,2026-13-01,甲\nother.txt,2026-01-01,乙\n")
    batch = read_batch([good, empty, tmp_path / "none.txt", dated], read_metadata(meta))
    assert [item.source_text.name for item in batch.incoming] == ["good.txt"]
    codes = [error.code for error in batch.errors]
    assert codes == ["metadata.date", "metadata.no_file", "file.empty", "file.missing"]


def test_cancel_takes_nothing(tmp_path: Path) -> None:
    files = [write(tmp_path / f"{n}.txt", "米價三元。") for n in range(3)]
    batch = read_batch(files, progress=lambda done, _total, _name: done < 1)
    assert batch.cancelled
    assert batch.incoming == ()


def test_a_folder_means_its_text_files(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "乙。")
    write(tmp_path / "a.txt", "甲。")
    write(tmp_path / "notes.md", "略。")
    assert [item.source_text.name for item in read_batch([tmp_path]).incoming] == ["a.txt", "b.txt"]


def test_a_folder_that_may_not_be_read_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    good = write(tmp_path / "good.txt", "糧價上升三成。")
    listing = Path.iterdir

    def refuse(path: Path) -> object:  # root may read every folder: the system's answer is played
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return listing(path)

    monkeypatch.setattr(Path, "iterdir", refuse)
    batch = read_batch([closed, good])
    assert [error.code for error in batch.errors] == ["folder.unreadable"]
    assert [item.source_text.name for item in batch.incoming] == ["good.txt"]
