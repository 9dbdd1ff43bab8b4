"""The ground the other tests stand on: the guard against leftovers guards, and PostgreSQL answers."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

pytest_plugins = ["pytester"]


def test_a_left_thread_fails_the_test(pytester: pytest.Pytester, request: pytest.FixtureRequest) -> None:
    pytester.makeconftest((request.config.rootpath / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        """
        import threading
        release = threading.Event()
        def test_leaves_a_thread():
            threading.Thread(target=release.wait, name="forgotten").start()
        def test_ends_it():
            release.set()
            [thread.join() for thread in threading.enumerate() if thread.name == "forgotten"]
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=2, errors=1)
    result.stdout.fnmatch_lines(["*left behind: thread forgotten*"])
    assert all(thread.name != "forgotten" for thread in threading.enumerate())


def test_a_left_window_fails_the_test(pytester: pytest.Pytester, request: pytest.FixtureRequest) -> None:
    pytester.makeconftest((request.config.rootpath / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makepyfile(
        """
        from PySide6.QtWidgets import QWidget
        def test_leaves_a_window(qapp):
            global window
            window = QWidget(windowTitle="forgotten")
            window.show()
        """
    )
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*left behind: window QWidget 'forgotten'*"])


def test_each_database_is_a_copy_of_its_template(make_postgres_database: Callable[..., str]) -> None:
    import psycopg

    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        with psycopg.connect(url.replace("+psycopg", "")) as connection:
            connection.execute("create table paper (title text)")

    first, second = make_postgres_database(prepare), make_postgres_database(prepare)
    with psycopg.connect(first.replace("+psycopg", "")) as connection:
        connection.execute("insert into paper values ('對勘')")
    with psycopg.connect(second.replace("+psycopg", "")) as connection:
        assert connection.execute("select count(*) from paper").fetchone() == (0,)
    assert len(prepared) == 1


def test_an_empty_database_of_its_own(postgres_database: str) -> None:
    import psycopg

    with psycopg.connect(postgres_database.replace("+psycopg", "")) as connection:
        assert connection.execute("show server_encoding").fetchone() == ("UTF8",)
