"""Blocks of names and time in which event claims that may be one find each other."""

from datetime import date
from functools import lru_cache
from itertools import combinations
from zlib import crc32

from graph_builder.resolution.intervals import Stretch
from graph_builder.resolution.occasions import SYMMETRIC, Occasion, retold_key

MAX_SIDES = 6


def block_names(event: Occasion) -> tuple[list[str], list[str]]:
    """(names under which an event is found, names under which it seeks), before time is added.

    A pair of sides for what takes two; the visitor of a visit; the agent of an act whose target
    isn't told, which then seeks among all acts of that agent.
    """
    kin = event.family
    if event.type in SYMMETRIC or event.type == "host":
        named = sorted({p.side or f"#{p.actor}" for p in event.parts if p.actor >= 0})[:MAX_SIDES]
        pairs = [f"{kin}|{a}|{b}" for a, b in combinations(named, 2)]
        return (pairs, pairs) if pairs else ([f"{kin}|{n}" for n in named],) * 2
    if event.type == "visit":
        own = [f"visit|#{p.actor}" for p in event.parts if p.role != "host" and p.actor >= 0]
        return own, own
    agents = sorted(
        {p.side or f"#{p.actor}" for p in event.parts if p.role != "target" and p.actor >= 0}
    )
    targets = sorted(
        {p.side or f"#{p.actor}" for p in event.parts if p.role == "target" and p.actor >= 0}
    )
    if not agents:
        lone = [f"{kin}|>{t}" for t in targets[:3]]
        return lone, lone
    bare = [f"{kin}|{a}" for a in agents[:3]]
    if not targets:
        return [f"{name}|-" for name in bare] + bare, bare
    full = [f"{name}|>{t}" for name in bare for t in targets[:3]]
    return full + bare, full + [f"{name}|-" for name in bare]


@lru_cache(maxsize=1 << 14)
def _months(days: Stretch, around: int = 0) -> list[int]:
    first, last = (date.fromordinal(d) for d in days)
    start = first.year * 12 + first.month - around
    return list(range(start, last.year * 12 + last.month + around + 1))


LEVELS = {"week": 1, "month": 2, "day in month": 3, "year": 4, "undated": 5, "dated": 6}


def _times(event: Occasion) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """(blocks of time where an event is found, blocks where it seeks); see `block_keys`."""
    stored: list[tuple[str, int]] = []
    sought: list[tuple[str, int]] = []
    when, told = event.when, event.told
    if when is not None and event.sharp == "day":
        weeks = [("week", w) for w in range(when[0] // 7, when[1] // 7 + 1)]
        months = _months(when)
        stored += weeks + [("day in month", m) for m in months]
        sought += weeks + [("month", m) for m in months]
    elif when is not None and event.sharp == "month":
        stored += [("month", m) for m in _months(when)]
        sought += [(level, m) for m in _months(when) for level in ("month", "day in month")]
    elif when is not None:
        year = ("year", date.fromordinal(when[0]).year)
        stored.append(year)
        sought.append(year)
    if told is not None and event.sharp != "year":
        around = _months(told, 1)[:14]
        stored += [("undated" if when is None else "dated", m) for m in _months(told)[:12]]
        sought += [("undated", m) for m in around]
        sought += [("dated", m) for m in around] if when is None else []
    return stored, sought


def block_keys(event: Occasion) -> tuple[set[int], set[int]]:
    """(keys to be found under, keys to look under): blocks of names and of time.

    Sharp events meet in weeks and with vaguer ones in months; years only meet years; undated ones
    meet what was published in the same months, and what copies of their text tell. Keys are hashes:
    a collision costs a comparison.
    """
    own, sought = block_names(event)
    times, seek = _times(event)
    kept = {_key(name, *time) for name in map(_hash, own) for time in times}
    looked = {_key(name, *time) for name in map(_hash, sought) for time in seek}
    if event.origin:
        copies = f"copies of {event.origin}|{event.family}|"
        dated = ["undated", "dated"] if event.when is None else ["undated"]
        kept.add(_hash(copies + ("undated" if event.when is None else "dated")))
        looked.update(_hash(copies + told) for told in dated)
    retold = retold_key(event)
    if retold is not None:
        kept.add(_hash(retold))
        looked.add(_hash(retold))
    return kept, looked


@lru_cache(maxsize=1 << 16)
def _hash(name: str) -> int:
    return crc32(name.encode())


def _key(name: int, level: str, number: int) -> int:
    """32 bits of name, then the level, then the number of the week, month or year (< 2^20)."""
    return name << 24 | LEVELS[level] << 20 | number & 0xFFFFF
