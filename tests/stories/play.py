"""Five stories of an editor's day, each in a real window by keyboard alone: `packaging/stories.sh [story]...`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pages
from desk import ME, PICTURES, Desk, StoryBroke, claims_of, duikan, expect, lines_of, until

from duikan.services.articles import list_articles
from duikan.services.projects import sample_project
from duikan.services.workspace import Workspace

# In letters every keyboard has: typing Han characters without an input method loses some on a busy machine.
VERDICT = "86.5 OK, 3 OK", "https://jt.example.cn/2026/0119", "p. 2"

Sitting = Callable[[Path], Desk]  # a project to the window on it


def check(folder: Path, sit: Sitting) -> None:
    """An article from nothing to sign-off."""
    page, *_ = pages.write(folder / "pages", ("harbour", "南岸時報", pages.HARBOUR))
    project = folder / "check.duikan"
    Workspace.open(project, create=True).close()
    with sit(project) as desk:
        desk.look("ctrl+i")
        desk.type(str(page))
        desk.act("Return")
        desk.look("Escape")
        desk.keys("d")
        desk.type("2026-01-20")
        desk.act("Return")
        desk.picture()
        judge(desk)
        for _ in range(untouched(project)):
            desk.look("n")
            desk.act("c")
        desk.look("s")
        desk.act("Return")
        desk.picture()
    names = [line["name"] for line in lines_of("history", project, "--json")]
    expect(names[0] == "article.sign", f"the last act is the signature, not {names[0]}")
    expect(untouched(project) == 0, "no number is left untouched")
    rows = [row for row in claims_of(project) if row["verdict"] == "true"]
    told = {(row["rationale"], row["cited_source"], row["locator"], row["checked_by"]) for row in rows}
    expect(told == {(*VERDICT, ME)}, f"the verdict as typed, not {told}")


def judge(desk: Desk) -> None:
    """Confirm a number, claim the sentence of the next, judge it, and take a suggested one."""
    desk.look("n")
    desk.act("c")
    desk.look("n")
    desk.act("h")  # the sentence of the next one
    desk.look("1")
    desk.type(VERDICT[0])
    desk.keys("Tab")
    desk.type(VERDICT[1])
    desk.keys("Tab")
    desk.type(VERDICT[2])
    desk.picture()
    desk.act("Return")
    desk.look("i")
    desk.act("a")  # the next sentence, as suggested
    desk.keys("Escape")


def untouched(project: Path) -> int:
    """How many numbers of a project nobody has looked at."""
    with Workspace.open(project, read_only=True) as workspace:
        return sum(item.untouched for item in workspace.read(list_articles))


def date(folder: Path, sit: Sitting) -> None:
    """The founding case: dated 2026 it opens, dated 2025 it is settled."""
    project = sample_project(folder)

    def state() -> list[str]:
        found = lines_of("conflicts", project, "--all", "--json")
        return [one["status"] for one in found if one["type"] == "target_year" and one["severity"] == "high"]

    expect(state() == ["depends_on_date"], "at first the conflict waits for the date")
    with sit(project) as desk:
        desk.picture()
        for day, then in (("2026-02-12", ["open"]), ("2025-02-12", [])):
            desk.keys("d")
            desk.type(day)
            desk.act("Return")
            desk.picture()
            expect(state() == then, f"dated {day}, the conflict is {then}, not {state()}")


def queue(folder: Path, sit: Sitting) -> None:
    """Twenty conflicts, decided one by one, with a look ahead and back."""
    one, two = pages.twenty()
    table = pages.write(folder / "pages", ("one", "香江公報", one), ("two", "南岸時報", two))
    project = folder / "queue.duikan"
    duikan("import", project, *table[:-1], "--metadata", table[-1])
    expect(len(lines_of("conflicts", project, "--json")) == 20, "twenty conflicts are open")
    with sit(project) as desk:
        desk.look("j", "j", "k", "k")
        for at in range(20):
            desk.look(str(1 + at % 3))
            desk.keys("Down")  # the first of the reasons offered
            if at in (0, 10):
                desk.rest()
                desk.picture()
            desk.act("Return")
        desk.picture()
    left = lines_of("conflicts", project, "--json")
    expect(not left, f"{len(left)} conflicts are still open")
    decided = [one["review"]["decision"] for one in lines_of("conflicts", project, "--all", "--json")]
    counts = [decided.count(each) for each in ("real", "explained", "dismissed")]
    expect(counts == [7, 7, 6], f"7 real, 7 explained, 6 dismissed, not {counts}")


def overlaps(folder: Path, sit: Sitting) -> None:
    """Claims over each other, in both scripts, among characters that Qt counts as two."""
    texts = {"香江公報": pages.RARE_HANT, "湾区日报": pages.RARE_HANS}
    table = pages.write(folder / "pages", *((f"p{at}", *each) for at, each in enumerate(texts.items())))
    project = folder / "overlaps.duikan"
    duikan("import", project, *table[:-1], "--metadata", table[-1])
    wanted = {source: spans_of(text) for source, text in texts.items()}
    with sit(project) as desk:
        mark(desk, texts["香江公報"])
        desk.picture()
        desk.look("F6", "ctrl+k")
        desk.type("p1")
        desk.rest()
        desk.look("Return")
        mark(desk, texts["湾区日报"])
        desk.picture()
    rows = claims_of(project)
    for source, spans in wanted.items():
        mine = {(int(row["start"]), int(row["end"]), row["claim"]) for row in rows if row["source"] == source}
        expect(mine == set(spans), f"in {source} {sorted(spans)}, not {sorted(mine)}")


def spans_of(text: str) -> list[tuple[int, int, str]]:
    """Two claims of a page that share characters, and one inside both."""
    joined = text.replace("\n\n", "\n").strip()
    spans: list[tuple[int, int, str]] = []
    for first, last in (("𠮷野堂集", "36家"), ("😀2025", "420家"), ("36家", "36家")):
        start = joined.index(first, joined.index("\n"))
        end = joined.index(last, start) + len(last)
        spans.append((start, end, joined[start:end]))
    return spans


def mark(desk: Desk, text: str) -> None:
    """Mark the spans of the article in hand, each from the top of its body, one key a character."""
    body = text.index("\n") + 1
    for start, end, _words in spans_of(text):
        desk.keys("ctrl+Home", *["Right"] * (start - body), *["shift+Right"] * (end - start))
        desk.act("h")


def undo(folder: Path, sit: Sitting) -> None:
    """A day's work taken back to the start; the next morning, in a new window, done again."""
    project = sample_project(folder)
    before = claims_of(project)
    with sit(project) as desk:
        morning = desk.count()
        a_day(desk)
        desk.look("alt+4")
        desk.picture()
        work = desk.count() - morning
        expect(work >= 8, f"a day of eight acts and more, not {work}")
        evening = desk.acts()
        desk.keys(*["ctrl+z"] * work)
        until(lambda: desk.count() == morning and desk.count("undone") == work, "all is taken back")
        desk.rest()
        desk.picture()
    expect(claims_of(project) == before, "taken back, the claims are those of the morning")
    with sit(project) as desk:
        desk.look("alt+4")
        desk.keys(*["ctrl+shift+z"] * work)
        until(lambda: desk.count() == morning + work, "all is done again")
        desk.rest()
        desk.picture()
        again = desk.acts()
        expect(again == evening, "done again, the history is the evening's")


def a_day(desk: Desk) -> None:
    """A date, a decision, three numbers confirmed, a claim marked, judged, noted and taken away."""
    desk.keys("d")
    desk.type("2026-02-12")
    desk.act("Return")
    desk.look("1", "Down")
    desk.act("Return")
    for _ in range(3):
        desk.look("n")
        desk.act("c")
    desk.look("n")
    desk.act("h")
    desk.look("2", "Tab", "Tab")
    desk.type("A1")
    desk.act("Return")
    desk.look("m")
    desk.type("note")
    desk.act("Return")
    desk.act("Delete")


STORIES = {story.__name__: story for story in (check, date, queue, overlaps, undo)}


def play(name: str, work: Path, size: str) -> bool:
    """Play one story in a folder of its own; say how it went."""
    folder = work / name
    folder.mkdir()
    begun = time.monotonic()
    try:
        STORIES[name](folder, lambda project: Desk(folder, project, size, name))
    except StoryBroke as broke:
        print(f"{name}: BROKE: {broke}", file=sys.stderr)
        log = folder / "duikan.log"
        print(log.read_text("utf-8") if log.exists() else "", file=sys.stderr)
        return False
    print(f"{name}: {STORIES[name].__doc__} {time.monotonic() - begun:.0f} s", flush=True)
    return True


if __name__ == "__main__":
    where, size_, *wanted = sys.argv[1:]
    PICTURES.mkdir(parents=True, exist_ok=True)
    unknown = [name for name in wanted if name not in STORIES]
    if unknown:
        sys.exit(f"no such story: {', '.join(unknown)}; there are {', '.join(STORIES)}")
    played = [play(name, Path(where), size_) for name in wanted or STORIES]
    sys.exit(0 if all(played) else 1)
