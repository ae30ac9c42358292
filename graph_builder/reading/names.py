"""What recognised names finally are: states and peoples by the gazetteer, titles outside of names.

The network finds names by context; `ontology/polities.csv` knows what states, capitals, peoples
and international organisations are called, and has the last word on those that can't be misread.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph_builder.ontology import polities
from graph_builder.reading.decoding import Span

_LONGEST_ALIAS = 7  # words
_NAME_TAGS = frozenset({"NNP", "NNPS", "JJ", "NNS", "NN", "CD", "IN", "DT", "CC", "POS", "HYPH"})

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

_LINKS = frozenset({"-", "and", "of", "the", "&", "'s", "’s", ","})


def settle_names(words: Sequence[str], tags: Sequence[str], found: Sequence[Span]) -> list[Span]:
    """The final names of a text, in order, not overlapping.

    `tags` are Penn tags, `found` the network's spans. An unmistakable name of a state, people,
    capital or organisation replaces what the network found inside of it; a longer name that
    contains it ("Bank of Japan") stays. Persons lose their titles; a surname alone is a person
    wherever the text has named the person in full.
    """
    names = _with_listed(words, tags, found)
    surnames = {words[e - 1] for (s, e), label in names.items() if label == "PER" and e - s > 1}
    settled = []
    for (start, end), label in sorted(names.items()):
        alone = words[start] if end - start == 1 else ""
        kind, span = label, (start, end)
        if alone and _is_place(alone):
            kind = "LOC" if label == "PER" and alone not in surnames else label
        elif label in ("LOC", "ORG") and alone in surnames:
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


def _with_listed(
    words: Sequence[str], tags: Sequence[str], found: Sequence[Span]
) -> dict[tuple[int, int], str]:
    """The network's names, and the gazetteer's in the place of what they contradict."""
    names = {(start, end): label for label, start, end in found}
    holder = {i: span for span in names for i in range(*span)}
    for label, start, end in _listed(words, tags):
        inside = sorted({holder[i] for i in range(start, end) if i in holder})
        if any(_contains(span, (start, end), names[span], words) for span in inside):
            continue
        person = end - start == 1 and [names[span] for span in inside] == ["PER"]
        if person and label == "LOC" and not _is_country(words[start]):
            continue  # capitals are surnames, too
        for span in inside:
            if names.pop(span) == "PER" and span[1] > end:
                names[end, span[1]] = "PER"  # the title and name behind the people or state
        names[start, end] = label
    return names


def bare_person(words: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    """The [start, end) of a person's name without titles before or behind it.

    None if nothing is left: the span was a title alone. What stands before a title goes with it
    ("South Korean President Lee" → "Lee").
    """
    first = start
    for i in range(start, end - 1):
        if words[i].lower() in TITLES and _alias_label(" ".join(words[start:i])) is not None:
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


def _listed(words: Sequence[str], tags: Sequence[str]) -> Iterator[Span]:
    """The longest unmistakable aliases of polities, from left to right."""
    start = 0
    while start < len(words):
        end = start + 1
        if words[start][:1].isupper():
            for stop in range(min(len(words), start + _LONGEST_ALIAS), start, -1):
                if not words[stop - 1][:1].isalnum() and stop - start < 2:
                    continue
                label = _alias_label(" ".join(words[start:stop]))
                if label is not None and set(tags[start:stop]) <= _NAME_TAGS:
                    yield label, start, stop
                    end = stop
                    break
        start = end


@lru_cache(maxsize=50_000)
def _alias_label(text: str) -> str | None:
    """The kind of name that `text` unmistakably is, if any."""
    if not text:
        return None
    if text.isupper() and len(text) > 5:
        text = text.title()
    if not (text[-1].isalnum() or text[-1] == ".") or text.endswith((" .", "'s", "’s")):
        return None
    table = polities()
    if table.is_ambiguous(text):
        return None
    named = table.by_name(text)
    if named:
        return "LOC" if named[0].type == "country" else "ORG"
    if table.by_demonym(text):
        return "NORP"
    return "LOC" if table.by_capital(text) else None


@lru_cache(maxsize=10_000)
def _is_country(text: str) -> bool:
    return any(row.type == "country" for row in polities().by_name(text))


@lru_cache(maxsize=10_000)
def _is_place(text: str) -> bool:
    return bool(polities().by_capital(text)) or _is_country(text)
