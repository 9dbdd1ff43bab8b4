"""How often the day of publication is found: of each annotated article alone, and of the drawn pages that print it.

python tests/vectors/score_dates.py [--errors]      errors: of those that may be looked at, never of those aside
"""

import sys
import tomllib
from collections.abc import Iterator
from datetime import date

from composed_pages import read_rows
from drawn_pages import ARTICLES, PAGES, draw

from duikan.engine.page.layout import find_articles
from duikan.engine.page.publication import infer_publication


def articles(group: str) -> Iterator[tuple[str, str, date, bool]]:
    """Every annotated article with its day; none prints it."""
    for path in sorted(ARTICLES.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for article in data["article"] if data["set"] == group else ():
            if article["published"]:
                yield article["file"], article["text"], date.fromisoformat(article["published"]), False


def pages(group: str) -> Iterator[tuple[str, str, date, bool]]:
    """Every drawn page that prints its day: the others' articles are of many days."""
    for page in (draw(group, n) for n in range(PAGES)):
        if page.printed:
            yield page.name, read_rows(page.rows)[0], page.published, True


def figures(told: Iterator[tuple[str, str, date, bool]], errors: bool) -> str:
    """Printed days found; of the others the year, the day to a week, and how many are left unknown."""
    printed: list[bool] = []
    years: list[bool] = []
    near: list[bool] = []
    unknown = 0
    for name, text, day, is_printed in told:
        found = infer_publication(text, find_articles(text))
        right = found.value == day if is_printed else found.value is None or found.value.year == day.year
        if is_printed:
            printed.append(right)
        elif found.value is None:
            unknown += 1
        else:
            years.append(right)
            near.append(abs((found.value - day).days) <= 7)
        if errors and not right:
            print(f"    {name}: {found.value} {found.basis} {found.confidence} for {day}")
    return (
        f"printed day {sum(printed)}/{len(printed)}  year {sum(years)}/{len(years)}  "
        f"within a week {sum(near)}/{len(near)}  unknown {unknown}"
    )


def main() -> None:
    """Print the figures of each set."""
    for group in ("tune", "aside"):
        errors = "--errors" in sys.argv and group == "tune"
        print(f"{'articles ' + group:<24}{figures(articles(group), errors)}")
        print(f"{'drawn pages ' + group:<24}{figures(pages(group), errors)}")


main()
