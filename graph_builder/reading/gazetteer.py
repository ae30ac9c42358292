"""What states, peoples, capitals and international organisations are called, found in words."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from graph_builder.ontology import polities
from graph_builder.reading.decoding import Span

_LONGEST_ALIAS = 7  # words
_NAME_TAGS = frozenset({"NNP", "NNPS", "JJ", "NNS", "NN", "CD", "IN", "DT", "CC", "POS", "HYPH"})


def listed_names(words: Sequence[str], tags: Sequence[str]) -> Iterator[Span]:
    """The longest unmistakable aliases of polities, from left to right."""
    start = 0
    while start < len(words):
        end = start + 1
        first = words[start]
        if first[:1].isupper() and first not in ("The", "THE") and _may_begin(first):
            for stop in range(min(len(words), start + _LONGEST_ALIAS), start, -1):
                if not words[stop - 1][:1].isalnum() and stop - start < 2:
                    continue
                label = alias_label(" ".join(words[start:stop]))
                if label is not None and set(tags[start:stop]) <= _NAME_TAGS:
                    yield label, start, stop
                    end = stop
                    break
        start = end


@lru_cache(maxsize=50_000)
def _may_begin(word: str) -> bool:
    """Whether an alias may begin with this word."""
    return polities().may_begin(word)


@lru_cache(maxsize=50_000)
def alias_label(text: str) -> str | None:
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
def is_country(text: str) -> bool:
    """Whether a country may be called so."""
    return any(row.type == "country" for row in polities().by_name(text))


@lru_cache(maxsize=10_000)
def is_place(text: str) -> bool:
    """Whether a country, capital or seat of government may be called so."""
    return bool(polities().by_capital(text)) or is_country(text)
