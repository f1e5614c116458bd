"""Content hashes by the ten million: a set like Python's, in a sixth of the memory."""

import random

import numpy as np

from dateline.archive.hashes import Hashes, Pairs


def some(count: int, seed: int = 1) -> list[str]:
    chance = random.Random(seed)
    return [f"{chance.getrandbits(128):032x}" for _ in range(count)]


def pairs_of(hashes: list[str]) -> Pairs:
    return np.array([(int(h[:16], 16), int(h[16:], 16)) for h in hashes], np.uint64).reshape(-1, 2)


def test_it_is_the_set_that_python_has() -> None:
    hashes = some(5_000)
    found = Hashes()
    assert [found.add(h) for h in hashes] == [True] * len(hashes)
    assert not any(found.add(h) for h in hashes[::7])
    assert set(found) == set(hashes)
    assert len(found) == len(hashes)
    assert all(h in found for h in hashes)
    assert not any(h in found for h in some(1_000, seed=2))


def test_many_at_once_are_the_same_as_one_by_one() -> None:
    hashes = some(20_000)
    found = Hashes(hashes[:3_000])
    found.add_pairs(pairs_of([*hashes[2_000:], *hashes[:100], *hashes[-100:]]))
    assert len(found) == len(hashes)
    assert set(found) == set(hashes)
    found.add_pairs(pairs_of([]))
    assert len(found) == len(hashes)


def test_those_that_want_one_slot_all_find_a_place() -> None:
    crowded = [f"{7:016x}{n:016x}" for n in range(1, 700)] + [f"{2**63 + 7:016x}{n:016x}" for n in range(1, 60)]
    found = Hashes()
    found.add_pairs(pairs_of(crowded))
    assert set(found) == set(crowded)
    assert set(Hashes(crowded)) == set(crowded)


def test_a_hash_of_zeros_is_one_too() -> None:
    found = Hashes(["0" * 32])
    assert "0" * 32 in found
    assert not found.add("0" * 32)
    assert f"{5:016x}{0:016x}" not in found
    found.add_pairs(pairs_of([f"{5:016x}{0:016x}"]))
    assert f"{5:016x}{0:016x}" in found
    assert len(found) == 2


def test_what_is_no_hash_is_not_in_it() -> None:
    assert None not in Hashes()


def test_many_are_held_in_little_memory() -> None:
    chance = np.random.default_rng(1)
    found = Hashes()
    for _ in range(10):
        found.add_pairs(chance.integers(1, 2**63, (20_000, 2), dtype=np.uint64))
    assert len(found) == 200_000
    assert found._table.nbytes <= 43 * len(found)


def test_a_set_can_be_asked_through_a_table_that_may_not_be_changed() -> None:
    held = Hashes(f"{n:016x}{n * 3:016x}" for n in range(1, 50))
    table = held.table.copy()
    table.flags.writeable = False
    lent = Hashes.over(table, len(held))
    assert set(lent) == set(held)
    assert f"{1:016x}{2:016x}" not in lent
