"""Pages coming in: how far, and what became of every file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from duikan.errors import DuikanError, InputError
from duikan.services.views import ImportLine
from duikan.ui import asks, i18n
from duikan.ui.dialogs.sheet import Sheet
from duikan.ui.jobs import Job
from duikan.ui.project import Project

_TABLES = (".csv", ".jsonl")
POLL_MS = 100


def split_metadata(paths: tuple[Path, ...]) -> tuple[tuple[Path, ...], Path | None]:
    """Pages, and the table that says when they came out: one of the files, or `metadata.csv` of a folder."""
    tables = [path for path in paths if path.suffix.lower() in _TABLES]
    beside = [path / "metadata.csv" for path in paths if (path / "metadata.csv").is_file()]
    pages = tuple(path for path in paths if path not in tables)
    return pages, next(iter(tables + beside), None)


class ImportSheet(Sheet):
    """Reads in a lane beside the window, stores in one act, then lists the files; can be stopped while reading."""

    finished_import = Signal(object)  # lines

    def __init__(self, project: Project, paths: tuple[Path, ...], parent: QWidget | None = None) -> None:
        super().__init__(i18n.t("import.title"), parent, width=560)
        self._project = project
        self.lines: tuple[ImportLine, ...] = ()
        self._now = self.say(i18n.t("import.reading"))
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self.body.addWidget(self._bar)
        self._list = QWidget(self)
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(8)
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(i18n.t("import.title"))
        self._area.setWidget(self._list)
        self._area.hide()
        self.body.addWidget(self._area, 1)
        self._cancel = self.act(i18n.t("cancel"))
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._show_progress)
        self._job: Job | None = None
        self._cancel.clicked.connect(self._stop)
        self._start(*split_metadata(paths))

    def _start(self, pages: tuple[Path, ...], metadata: Path | None) -> None:
        self._timer.start()

        def read(job: Job) -> object:
            return asks.read_files(pages, metadata, job.report)

        self._job = self._project.work("import", read, self._store, self._failed)

    def _show_progress(self) -> None:
        if self._job is not None and self._job.total:
            self._bar.setRange(0, self._job.total)
            self._bar.setValue(self._job.done)
            self._now.setText(i18n.t("import.reading_file", name=Path(self._job.text).name))

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _store(self, batch: Any) -> None:
        if batch.cancelled:
            self._failed(InputError("import.cancelled"))
            return
        self._now.setText(i18n.t("import.storing"))
        self._cancel.setEnabled(False)
        self._project.do("import", asks.store_batch, batch, then=self._count, failed=self._failed, initiator=self)

    def _count(self, lines: tuple[ImportLine, ...]) -> None:
        self._project.ask("import.lines", asks.count_lines, lines, then=self._show)

    def _show(self, lines: tuple[ImportLine, ...]) -> None:
        self.lines = lines
        self._timer.stop()
        self._bar.hide()
        self._cancel.hide()
        taken = sum(line.document_id is not None for line in lines)
        self._now.setText(i18n.t("import.result", taken=taken, refused=len(lines) - taken))
        for line in lines:
            self._column.addWidget(self._line(line))
        self._column.addStretch(1)
        self._area.show()
        self._area.setMinimumHeight(min(360, 54 * max(2, len(lines))))
        self.closing_act()
        self.finished_import.emit(lines)

    def _line(self, line: ImportLine) -> QLabel:
        if line.error_code == "import.again":
            text = i18n.t("import.known")
        elif line.error_code:
            text = i18n.failure(line.error_code, dict(line.error_values))
        else:
            text = i18n.t("import.taken", articles=line.articles, numbers=line.numbers)
        label = QLabel(f"{line.name}\n{text}", self._list)
        label.setWordWrap(True)
        if line.error_code and line.document_id is None:
            label.setObjectName("error")
        return label

    def _failed(self, problem: DuikanError) -> None:
        self._timer.stop()
        self._bar.hide()
        self._cancel.hide()
        self._now.setText(i18n.error(problem))
        self.closing_act()

    def reject(self) -> None:
        """Closing while reading stops the reading; nothing has been stored then."""
        self._stop()
        super().reject()
