"""What a recognised name may hold: titles and honorifics stand outside of it."""

from collections.abc import Sequence

TITLES = frozenset(
    """
    president presidents vice deputy acting interim prime minister ministers premier chancellor
    foreign defense defence finance interior trade justice unification industry secretary
    secretaries state undersecretary assistant general secretary-general ambassador ambassadors
    envoy special representative rep. rep spokesman spokeswoman spokesperson chairman chairwoman
    chair director chief minister's senator senators sen. sen congressman congresswoman governor
    gov. gov mayor speaker king queen prince princess emperor empress crown sultan emir sheikh
    sheik pope cardinal archbishop bishop rev. rev reverend ayatollah imam mullah grand supreme
    leader opposition king's mr. mr mrs. mrs ms. ms dr. dr prof. prof professor judge justice sir
    dame lord lady gen. gen lieutenant lt. lt colonel col. col major maj. maj captain capt. capt
    admiral adm. adm sergeant sgt. sgt brigadier brig. brig commander cmdr. cmdr corporal analyst
    economist historian coach ceo founder attorney lawmaker party former ex late outgoing incoming
    then national security adviser advisor his her excellency highness majesty royal
    """.split()
)
"""Words that come before a name and are no part of it, lower-cased."""

TRAILING_TITLES = frozenset(
    "spokesperson spokesman spokeswoman mp jr-president administrator minister president".split()
)

_LINKS = frozenset({"-", "and", "of", "the", "&", "'s", "’s", ","})


def bare_person(words: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """The [start, end) of a person's name without titles before or behind it.

    None if nothing is left: the span was a title alone. Nationalities before a title go with it
    ("South Korean President Lee" → "Lee").
    """
    first = start
    for i in range(start, end):
        if words[i].lower() in TITLES:
            first = i + 1
            while first < end and words[first].lower() in _LINKS:
                first += 1
    if first >= end:
        return None
    last = end
    while last - 1 > first and words[last - 1].lower() in TRAILING_TITLES | {"-", "'s", "’s", ","}:
        last -= 1
    return first, last
