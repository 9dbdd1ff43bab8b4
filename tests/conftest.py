"""What every test may ask for: a screen that is not there, a PostgreSQL of its own, and a clean floor afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no mistake
settings.register_profile("calm", CALM)
settings.register_profile("thousands", CALM, max_examples=5000, print_blob=True)  # `make properties`
settings.load_profile("calm")

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything imports Qt
os.environ["DUIKAN_LANG"] = "zh_Hant"  # sentences under test do not follow the machine's language

ROOM = 4 << 30
NO_SERVER = "PostgreSQL is not installed; `make test` installs it, or set DUIKAN_TEST_POSTGRES to a server's URL."


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server where databases may be created: DUIKAN_TEST_POSTGRES, or a private one on loopback."""
    given = os.environ.get("DUIKAN_TEST_POSTGRES")
    if given:
        yield given.replace("postgresql://", "postgresql+psycopg://", 1)
        return
    with tempfile.TemporaryDirectory(prefix="duikan-pg-", dir=_quickest(), ignore_cleanup_errors=True) as folder:
        server = _Server(Path(folder))
        server.start()
        try:
            yield server.url
        finally:
            server.stop()


def _quickest() -> str | None:
    """Where files are kept in memory, if there is room for a server; None for the usual place."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() and shutil.disk_usage(memory).free > ROOM else None


@pytest.fixture(scope="session")
def make_postgres_database(postgres_url: str) -> Iterator[Callable[..., str]]:
    """Call it for a new database's URL; `prepare(url)` fills a template once, and later databases are copies of it."""
    import psycopg

    admin = psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True, prepare_threshold=None)
    made: list[str] = []
    templates: dict[object, str] = {}

    def create(template: str) -> str:
        name = f"duikan_{os.getpid()}_{secrets.token_hex(4)}"
        admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
        made.append(name)
        return name

    def make(prepare: Callable[[str], object] | None = None) -> str:
        if prepare is None:
            return _with_database(postgres_url, create("template0"))
        if prepare not in templates:
            templates[prepare] = create("template0")
            prepare(_with_database(postgres_url, templates[prepare]))  # must leave no connection open
        return _with_database(postgres_url, create(templates[prepare]))

    yield make
    # A private server goes as a whole: dropping its databases one by one takes longer than many a test.
    for name in made if "DUIKAN_TEST_POSTGRES" in os.environ else ():
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
    admin.close()


@pytest.fixture(scope="module")
def postgres_database(make_postgres_database: Callable[..., str]) -> str:
    """The URL of an empty PostgreSQL database for this test module alone."""
    return make_postgres_database()


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new project, once as a file and once on a server: what is tested holds for both."""
    if request.param == "sqlite":
        return str(tmp_path / "project.duikan")
    return request.getfixturevalue("make_postgres_database")(_prepare_project)


def _prepare_project(url: str) -> None:
    from duikan.store.database import open_database  # here: the engine's tests run where no database is installed

    open_database(url, create=True).close()


def _with_database(url: str, name: str) -> str:
    before, _, options = url.partition("?")
    return before.rpartition("/")[0] + f"/{name}" + (f"?{options}" if options else "")


class _Server:
    """One PostgreSQL in a temporary folder, on loopback only, run by a user who is not root (it refuses root)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "data"
        self.user = _ordinary_user()
        if self.user:
            shutil.chown(folder, self.user)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"postgresql+psycopg://duikan@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        self._run("initdb", "--username=duikan", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        # Nothing here outlives the tests, so nothing waits for the disk.
        options = f"-p {self.port} -h 127.0.0.1 -k '' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        self._run("pg_ctl", "start", "--wait", f"--log={self.folder / 'log'}", "-o", options)

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "--wait", "--mode=immediate")

    def _run(self, program: str, *arguments: str) -> None:
        command = [_postgres_program(program), f"--pgdata={self.data}", *arguments]
        rights = {"user": self.user, "group": self.user_group, "extra_groups": []} if self.user else {}
        done = subprocess.run(
            command,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **rights,
        )
        if done.returncode:
            log = self.folder / "log"
            said = done.stdout.decode(errors="replace") + (log.read_text(errors="replace") if log.exists() else "")
            pytest.fail(f"PostgreSQL's {program} failed:\n{said}", pytrace=False)

    @property
    def user_group(self) -> int:
        import pwd

        return pwd.getpwnam(self.user).pw_gid


def _postgres_program(name: str) -> str:
    beside = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    found = str(beside[-1]) if beside else shutil.which(name)
    return found or pytest.fail(NO_SERVER, pytrace=False)


def _ordinary_user() -> str:
    """Whom the server runs as: "" for us, or a user without rights where we are root."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return ""
    import pwd

    return "postgres" if "postgres" in {entry.pw_name for entry in pwd.getpwall()} else "nobody"


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fails a test that leaves a running thread or an open window: the next test would pay for it."""
    threads = set(threading.enumerate())
    yield
    left = [f"thread {thread.name}" for thread in set(threading.enumerate()) - threads if not thread.daemon]
    left += [f"window {window}" for window in _open_windows()]
    if left:
        pytest.fail(f"left behind: {', '.join(left)}", pytrace=False)


def _open_windows() -> list[str]:
    widgets = sys.modules.get("PySide6.QtWidgets")  # a test without Qt must not load it
    if widgets is None or widgets.QApplication.instance() is None:
        return []
    shown = [window for window in widgets.QApplication.topLevelWidgets() if window.isVisible()]
    names = [f"{type(window).__name__} {window.windowTitle()!r}" for window in shown]
    for window in shown:
        window.close()
    return names
