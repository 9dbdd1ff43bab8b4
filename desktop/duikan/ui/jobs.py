"""Work beside the window: one lane that writes, four that read; every answer comes back on the window's own thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QThreadPool, QTimer, Signal
from shiboken6 import isValid

from duikan.errors import DuikanError

PROGRESS_AFTER_MS = 300


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work under way; `report` is called from its lane and says whether to go on."""

    key: str
    run: Callable[[Job], object]
    then: Callable[[object], None]
    failed: Callable[[DuikanError], None]
    serial: int = 0
    total: int = 0
    done: int = 0
    text: str = ""
    can_cancel: bool = False
    _stop: threading.Event = field(default_factory=threading.Event)

    def report(self, done: int, total: int, text: str) -> bool:
        """Tell how far the work is; False asks it to stop."""
        self.done, self.total, self.text = done, total, text
        return not self._stop.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()


@dataclass(frozen=True, slots=True)
class _Answer:
    job: Job
    value: object
    error: BaseException | None


class Jobs(QObject):
    """Runs questions and acts; an answer older than the newest question of its key is dropped."""

    busy_changed = Signal(object)  # the Job to show in the status bar, or None
    idled = Signal()  # every answer is delivered, and none asked for more
    _answered = Signal(object)

    def __init__(self, parent: QObject | None = None, *, immediate: bool = False) -> None:
        super().__init__(parent)
        self._immediate = immediate
        self._newest: dict[str, int] = {}
        self._serial = 0
        self._running: list[Job] = []
        self._closed = False
        self._write, self._read = QThreadPool(self), QThreadPool(self)
        self._write.setMaxThreadCount(1)
        self._read.setMaxThreadCount(4)
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._patience = QTimer(self)
        self._patience.setInterval(PROGRESS_AFTER_MS)
        self._patience.timeout.connect(self._show_busy)

    def ask(self, job: Job) -> None:
        """Run a question in a reading lane; a newer question with the same key makes its answer void."""
        self._newest[job.key] = job.serial = self._next()
        self._start(job, self._read)

    def act(self, job: Job) -> None:
        """Run a change in the writing lane; changes follow each other and none is dropped."""
        job.serial = self._next()
        self._start(job, self._write)

    def forget(self, key: str) -> None:
        """Drop the answer to a question that no longer matters."""
        self._newest[key] = self._next()

    def close(self) -> None:
        """Stop what can be stopped and wait for the rest; no answer is delivered after this."""
        for job in self._running:
            job.cancel()
        self._running.clear()
        self._patience.stop()
        self._closed = True  # what is on its way already would still come after a disconnect
        self._answered.disconnect(self._deliver)
        self._write.waitForDone()
        self._read.waitForDone()

    @property
    def idle(self) -> bool:
        """True when every answer has been delivered."""
        return not self._running

    def _next(self) -> int:
        self._serial += 1
        return self._serial

    def _start(self, job: Job, lane: QThreadPool) -> None:
        self._running.append(job)
        if self._immediate:
            self._deliver(_carry_out(job))
            return
        if not self._patience.isActive():
            self._patience.start()
        lane.start(lambda: self._answered.emit(_carry_out(job)))

    def _deliver(self, answer: _Answer) -> None:
        if self._closed:
            return
        job = answer.job
        if job in self._running:
            self._running.remove(job)
        if not self._running:
            self._patience.stop()
            self.busy_changed.emit(None)
        newest = self._newest.get(job.key)
        if newest is None or job.serial >= newest:
            _hand_over(answer)
        if not self._running:
            self.idled.emit()

    def _show_busy(self) -> None:
        if self._running:
            self.busy_changed.emit(self._running[0])


def _hand_over(answer: _Answer) -> None:
    receiver = getattr(answer.job.then, "__self__", None)
    if isinstance(receiver, QObject) and not isValid(receiver):
        return  # the page that asked is gone
    if isinstance(answer.error, DuikanError):
        answer.job.failed(answer.error)
    elif answer.error is not None:
        raise answer.error
    else:
        answer.job.then(answer.value)


def _carry_out(job: Job) -> _Answer:
    try:
        return _Answer(job, job.run(job), None)
    except Exception as problem:  # noqa: BLE001 - carried to the window's thread and raised there
        return _Answer(job, None, problem)
