"""How well the articles of the composed pages are found, by group and with bylines and datelines taken away; after
them the same of pages drawn by lot from the annotated articles.

python tests/vectors/score_pages.py [--errors]      errors: of the first and the tune pages, never of those aside
"""

import sys

from composed_pages import Figures, all_pages, group_of, measure, read_page, read_rows
from drawn_pages import PAGES, Drawn, draw

from duikan.engine.page.layout import find_articles


def main() -> None:
    """Print the figures of each group."""
    for stripped in (False, True):
        groups = {"first": Figures(), "tune": Figures(), "aside": Figures()}
        for path in all_pages():
            text, segments = read_page(path, without_bylines=stripped)
            groups[group_of(path)].add(measure(text, segments, find_articles(text), path.stem))
        for group, figures in groups.items():
            print(f"{group + (' without bylines' if stripped else ''):<24}{figures.line()}")
            if "--errors" in sys.argv and group != "aside":
                print("\n".join(f"    {mistake}" for mistake in figures.mistakes))
    for group in ("tune", "aside"):
        pages = [_drawn(draw(group, n)) for n in range(PAGES)]
        figures = Figures()
        for page in pages:
            figures.add(page)
        mean = sum(page.f1 for page in pages) / len(pages)
        print(f"{'drawn ' + group:<24}{figures.line()}  F1 of a page {mean:.3f}")
        if "--errors" in sys.argv and group != "aside":
            print("\n".join(f"    {mistake}" for mistake in figures.mistakes))


def _drawn(page: Drawn) -> Figures:
    text, segments = read_rows(page.rows)
    return measure(text, segments, find_articles(text), page.name)


main()
