"""What recognised names finally are: states and peoples by the gazetteer, titles outside of names.

The network finds names by context; `ontology/polities.csv` knows what states, capitals, peoples
and international organisations are called, and has the last word on those that can't be misread.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from graph_builder.reading.decoding import Span
from graph_builder.reading.gazetteer import alias_label, is_country, is_place, listed_names

_TITLE_WORDS = (
    "president presidents vice deputy acting interim prime minister ministers premier chancellor",
    "foreign defense defence finance interior trade justice unification industry secretary state",
    "undersecretary assistant general secretary-general ambassador ambassadors envoy special",
    "representative rep. rep spokesman spokeswoman spokesperson chairman chairwoman chair director",
    "chief senator senators sen. sen congressman congresswoman governor gov. gov mayor speaker",
    "king queen prince princess emperor empress crown sultan emir sheikh sheik pope cardinal",
    "archbishop bishop rev. rev reverend ayatollah imam mullah grand supreme leader opposition",
    "mr. mr mrs. mrs ms. ms dr. dr doctor prof. prof professor judge sir dame lord lady gen. gen",
    "lieutenant lt. lt colonel col. col major maj. maj captain capt. capt admiral adm. adm",
    "sergeant sgt. sgt brigadier brig. brig commander cmdr. cmdr corporal analyst economist",
    "historian coach ceo founder attorney lawmaker former ex late outgoing incoming then national",
    "security adviser advisor his her excellency highness majesty royal",
)
TITLES = frozenset(word for line in _TITLE_WORDS for word in line.split())
"""Words that come before a person's name and are no part of it, lower-cased."""

TRAILING_TITLES = frozenset({"spokesperson", "spokesman", "spokeswoman", "mp", "administrator"})
"""Words that come behind a person's name and are no part of it, lower-cased."""

_INITIAL = re.compile(r"[^\W\d_]\.?$")
_VOTING = frozenset({"PER", "LOC", "ORG"})
_PLACE_PREPOSITIONS = frozenset({"in", "near", "across", "inside", "throughout"})
_PRONOUNS = frozenset({"PRP", "PRP$"})
_LANDS = frozenset(
    "republic republics state states kingdom union federation confederation commonwealth emirate "
    "sultanate principality duchy territory territories province region district county city town "
    "port island islands isle coast gulf bay sea strait straits cape lake mount mountains river "
    "delta valley peninsula plain desert forest north south east west new upper lower northern "
    "southern eastern western central".split()
)
_LINKS = frozenset({"-", "and", "of", "the", "&", "'s", "’s", ","})


def settle_names(words: Sequence[str], tags: Sequence[str], found: Sequence[Span]) -> list[Span]:
    """The final names of a text, in order, not overlapping.

    `tags` are Penn tags, `found` the network's spans. An unmistakable name of a state, people,
    capital or organisation replaces what the network found inside of it; a longer name that
    contains it ("Bank of Japan") stays. Persons lose their titles; a surname, alone or after an
    initial, is a person wherever the text has named the person in full.
    """
    names = _with_listed(words, tags, [n for n in found if not _is_pronoun(tags, n)])
    _part_from_land(words, names)
    _join_double_surnames(words, tags, names)
    _agree(words, names)
    surnames = {words[e - 1] for (s, e), label in names.items() if label == "PER" and e - s > 1}
    settled = []
    for (start, end), label in sorted(names.items()):
        alone = words[start] if end - start == 1 else ""
        kind, span = label, (start, end)
        if alone and is_place(alone):
            kind = "LOC" if label == "PER" and alone not in surnames else label
        elif label in ("LOC", "ORG") and _surname(words, start, end) in surnames:
            kind = "PER"
        elif label == "LOC" and not alone and words[start].lower() == "the":
            span = (start + 1, end)
        if kind == "PER":
            bare = bare_person(words, *span)
            if bare is None:
                continue
            span = bare
        settled.append((kind, *span))
    return settled


def _is_pronoun(tags: Sequence[str], name: Span) -> bool:
    """ "He and President Petra Kiss": no Chinese surname, unless it is tagged as a name."""
    _, start, end = name
    return end - start == 1 and tags[start] in _PRONOUNS


def _part_from_land(words: Sequence[str], names: dict[tuple[int, int], str]) -> None:
    """Part persons from their lands: "Ellen Johnson Sirleaf of Liberia" is two names.

    What the network takes for a place is so parted if a state's name ends it and no word for lands
    or waters stands before "of". One word alone may be named by where it is from.
    """
    for (start, end), label in sorted(names.items()):
        of = next((i for i in range(start + 2, end - 1) if words[i] == "of"), None)
        if of is None or label not in ("PER", "LOC"):
            continue
        land = " ".join(words[of + 1 : end])
        if label == "LOC" and (not is_country(land) or _is_land(words[start:of])):
            continue
        del names[start, end]
        names[start, of] = "PER"
        names[of + 1, end] = "LOC"


def _is_land(words: Sequence[str]) -> bool:
    """Whether words are those of a place: "Democratic Republic", "New South"."""
    return any(word.lower() in _LANDS for word in words) or alias_label(" ".join(words)) is not None


def _surname(words: Sequence[str], start: int, end: int) -> str:
    """The surname that a name consists of but for an initial; else empty."""
    initial = end - start == 2 and _INITIAL.match(words[start])
    return words[end - 1] if initial or end - start == 1 else ""


def _with_listed(
    words: Sequence[str], tags: Sequence[str], found: Sequence[Span]
) -> dict[tuple[int, int], str]:
    """The network's names, and the gazetteer's in the place of what they contradict."""
    names = {(start, end): label for label, start, end in found}
    holder = {i: span for span in names for i in range(*span)}
    for label, start, end in listed_names(words, tags):
        inside = sorted({holder[i] for i in range(start, end) if i in holder})
        if any(_contains(span, (start, end), names[span], words) for span in inside):
            continue
        person = end - start == 1 and [names[span] for span in inside] == ["PER"]
        if person and label == "LOC" and not is_country(words[start]):
            continue  # capitals are surnames, too
        for span in inside:
            if names.pop(span) == "PER" and span[1] > end:
                names[end, span[1]] = "PER"  # the title and name behind the people or state
        names[start, end] = label
    return names


def _join_double_surnames(
    words: Sequence[str], tags: Sequence[str], names: dict[tuple[int, int], str]
) -> None:
    """Make "Ann Smith-Jones" one person, and "Smith-Jones" wherever a text has that person.

    A hyphen also stands between two persons ("Trump-Putin summit"): after a name in full it joins
    one word that is no name of its own elsewhere, nor that of a place or people.
    """
    for start, end in [span for span in names if words[span[1] - 1] == "-"]:
        label = names.pop((start, end))
        if end - start > 1:
            names[start, end - 1] = label
    fulls = {span for span, label in names.items() if label == "PER" and span[1] - span[0] > 1}
    others = {words[end - 1] for _, end in fulls if words[end - 2] != "-"}
    doubles = set()
    for _, end in fulls:
        if end + 1 >= len(words) or words[end] != "-" or not words[end + 1][:1].isupper():
            continue
        behind = end + 1, end + 2
        hyphen = tags[end] == "HYPH" or names.get(behind) == "PER"  # taggers waver here
        alone = behind in names or all(start != end + 1 for start, _ in names)
        if hyphen and alone and words[end + 1] not in others and not alias_label(words[end + 1]):
            doubles.add((words[end - 1], words[end + 1]))
    for i in range(1, len(words) - 1):
        if words[i] == "-" and (words[i - 1], words[i + 1]) in doubles:
            parts = [s for s in names if s[0] < i + 2 and i - 1 < s[1] <= i + 2]
            for span in parts:
                del names[span]
            names[min([i - 1, *(start for start, _ in parts)]), i + 2] = "PER"


def _agree(words: Sequence[str], names: dict[tuple[int, int], str]) -> None:
    """Give all mentions of one name in a text the kind that most of them have.

    A place behind a preposition of place counts twice. Names that the gazetteer knows stay as
    they are, and so do surnames of persons named in full.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    mentions: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span, label in names.items():
        surface = " ".join(words[span[0] : span[1]])
        if label in _VOTING and alias_label(surface) is None and not is_place(surface):
            votes[surface][label] += 1
            mentions[surface].append(span)
            if label == "LOC" and words[span[0] - 1].lower() in _PLACE_PREPOSITIONS:
                votes[surface]["LOC"] += 1
    surnames = {words[e - 1] for (s, e), label in names.items() if label == "PER" and e - s > 1}
    for surface, counts in votes.items():
        label, count = counts.most_common(1)[0]
        if 2 * count > counts.total() and not (surface in surnames and label != "PER"):
            names.update(dict.fromkeys(mentions[surface], label))


def bare_person(words: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """The [start, end) of a person's name without titles before or behind it.

    None if nothing is left: the span was a title alone. What stands before a title goes with it
    ("South Korean President Lee" → "Lee").
    """
    first = start
    for i in range(start, end - 1):
        if words[i].lower() in TITLES and alias_label(" ".join(words[start:i])) is not None:
            first = i  # a people or state before the title
            break
    while first < end and words[first].lower() in TITLES | _LINKS:
        first += 1
    last = end
    while last > first and words[last - 1].lower() in TRAILING_TITLES | _LINKS:
        last -= 1
    return (first, last) if first < last else None


def _contains(
    outer: tuple[int, int], inner: tuple[int, int], label: str, words: Sequence[str]
) -> bool:
    """Whether a found name properly holds a listed one and is to stay."""
    if not (outer[0] <= inner[0] and inner[1] <= outer[1]) or outer == inner:
        return False
    if label == "PER":  # "South Korean President Lee": the people stands apart from the person
        return not any(w.lower() in TITLES for w in words[inner[1] : outer[1]])
    return True
