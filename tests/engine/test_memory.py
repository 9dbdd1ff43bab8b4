"""What is kept from run to run changes nothing but the time."""

from dataclasses import replace
from datetime import date
from random import Random

from duikan.engine.memory import Memory
from duikan.engine.pipeline import read_page, relate
from duikan.engine.values import Stated
from duikan.resources import SEEDS


def the_sample() -> list[Stated]:
    first, stated = 0, list[Stated]()
    for number, path in enumerate(sorted(SEEDS.glob("*.txt"))):
        page = read_page(path.read_text(encoding="utf-8"), date(2025, 3, 1), path.stem, number, first)
        first += len(page.articles)
        stated += page.stated
    return stated


def test_a_run_with_the_memory_of_others_finds_what_a_run_alone_finds() -> None:
    chance, stated, memory = Random(7), the_sample(), Memory()
    for _ in range(12):
        at = chance.randrange(len(stated))
        one = stated[at]
        low = (one.mention.quantity.low or 0) + chance.choice((0, 1, 10))
        changed = replace(one.mention, quantity=replace(one.mention.quantity, low=low, high=low))
        stated = [*stated[:at], replace(one, mention=changed), *stated[at + 1 :]]
        if chance.random() < 0.3:
            gone = chance.choice(stated).article
            stated = [one for one in stated if one.article != gone] or stated
        linked = [(stated[0].id, stated[-1].id)] if chance.random() < 0.5 else []
        assert relate(stated, linked, memory=memory) == relate(stated, linked)


def test_what_has_not_changed_is_not_worked_out_again() -> None:
    memory, made = Memory(), list[int]()
    parts = (object(), object())
    for _ in range(3):
        memory.turn()
        assert memory.once("key", parts, lambda: made.append(1) or len(made)) == 1
    memory.turn()
    assert memory.once("key", (parts[0], object()), lambda: made.append(1) or len(made)) == 2
    memory.turn()
    memory.turn()  # a run that did not ask forgets
    assert memory.once("key", parts, lambda: made.append(1) or len(made)) == 3
