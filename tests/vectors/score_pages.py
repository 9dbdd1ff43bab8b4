"""How well the articles of the composed pages are found, by group and with bylines and datelines taken away.

python tests/vectors/score_pages.py [--errors]      errors: of the first and the tune pages, never of those aside
"""

import sys

from composed_pages import Figures, all_pages, group_of, measure, read_page

from duikan.engine.layout import find_articles


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


main()
