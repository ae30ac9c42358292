"""Names: taken from GUM's entity layer, and cleaned alike in all name corpora."""

import calendar
import re
from collections.abc import Iterator, Sequence

from graph_builder.ontology import polities
from graph_builder.reading.decoding import Span, bio_spans
from graph_builder.reading.names import bare_person
from graph_builder.reading.training.convert.conllu import TreebankSentence

_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC", "time": "DATE"}
_BRACKET = re.compile(r"\([^()]+\)?|[^()]+\)")
_CALENDAR = frozenset((*calendar.month_name[1:], *calendar.day_name))
_YEAR = re.compile(r"(19|20)\d\d")
_LONGEST_DATE = 6  # words
_AFFILIATIONS = frozenset(
    (
        *("Christian", "Christians", "Catholic", "Catholics", "Protestant", "Protestants"),
        *("Muslim", "Muslims", "Islamic", "Islamist", "Islamists", "Sunni", "Sunnis", "Shiite"),
        *("Shiites", "Jewish", "Jews", "Hindu", "Hindus", "Buddhist", "Buddhists", "Orthodox"),
        *("Republican", "Republicans", "Democratic", "Democrat", "Democrats", "Communist"),
        *("European", "Europeans", "African", "Africans", "Asian", "Asians", "Arab", "Arabs"),
        *("Kurdish", "Kurds", "Scottish", "Scots", "Welsh", "Tibetan", "Tibetans", "Uyghur"),
        *("Chechen", "Chechens", "Western", "Soviet", "Soviets", "Roman", "Romans", "Hispanic"),
    )
)
_INNER = frozenset({"of", "the", "and", "&", "for", "de", "la", "'s", "’s", "."})


def gum_names(sentence: TreebankSentence) -> list[str]:
    """BIO labels of the named entities of a GUM sentence: PER, ORG, LOC, DATE, and NORP for
    peoples. An entity is named if its head is a proper noun; the name is what is capitalised
    around it.
    """
    spans: list[Span] = []
    for kind, start, end in _entity_spans(sentence.misc):
        label = _TYPES.get(kind)
        if label == "DATE":
            spans += _date(sentence, start, end)
        elif label is not None:
            spans += _name(sentence, label, start, end)
    labels = ["O"] * len(sentence.words)
    for label, start, end in sorted(spans, key=lambda span: span[1] - span[2]):
        if set(labels[start:end]) == {"O"}:
            labels[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return labels


def _entity_spans(misc: Sequence[str]) -> Iterator[Span]:
    """Entity types with their words, innermost first, from the `Entity=` brackets."""
    opened: list[tuple[str, str, int]] = []
    for i, column in enumerate(misc):
        for value in column.split("|"):
            if not value.startswith("Entity="):
                continue
            for bracket in _BRACKET.findall(value.removeprefix("Entity=")):
                if bracket.startswith("("):
                    identity, kind = bracket[1:].rstrip(")").split("-")[:2]
                    if bracket.endswith(")"):
                        yield kind, i, i + 1
                    else:
                        opened.append((identity, kind, i))
                    continue
                identity = bracket[:-1]
                k = next(
                    (k for k in reversed(range(len(opened))) if opened[k][0] == identity), None
                )
                if k is not None:
                    _, kind, start = opened.pop(k)
                    yield kind, start, i + 1


def _head(sentence: TreebankSentence, start: int, end: int) -> int:
    outside = (i for i in range(start, end) if not start < sentence.heads[i] <= end)
    return next(outside, start)


def _date(sentence: TreebankSentence, start: int, end: int) -> Iterator[Span]:
    while start < end and sentence.upos[start] in ("DET", "ADP", "PUNCT"):
        start += 1
    words = sentence.words[start:end]
    named = any(word in _CALENDAR or _YEAR.fullmatch(word) for word in words)
    named = named or sentence.upos[_head(sentence, start, end)] in ("PROPN", "NUM")
    if named and 0 < len(words) <= _LONGEST_DATE:
        yield "DATE", start, end


def _name(sentence: TreebankSentence, label: str, start: int, end: int) -> Iterator[Span]:
    head = _head(sentence, start, end)
    if sentence.upos[head] != "PROPN":
        return
    first, last = head, head + 1
    while first > start and _belongs(sentence, first - 1, label):
        first -= 1
    while last < end and _belongs(sentence, last, label):
        last += 1
    while first < head and not _is_capitalised(sentence, first):
        first += 1
    while last > head + 1 and not _is_capitalised(sentence, last - 1):
        last -= 1
    people = label == "PER" and sentence.xpos[head] == "NNPS"
    yield "NORP" if people else label, first, last


def _belongs(sentence: TreebankSentence, i: int, label: str) -> bool:
    if sentence.upos[i] in ("PROPN", "NUM") or _is_capitalised(sentence, i):
        return sentence.upos[i] not in ("DET", "PRON", "AUX")
    return sentence.words[i] == "-" or (label == "ORG" and sentence.words[i].lower() in _INNER)


def _is_capitalised(sentence: TreebankSentence, i: int) -> bool:
    return sentence.words[i][:1].isupper() or sentence.words[i].isdigit()


def clean_names(
    words: Sequence[str], labels: Sequence[str], *, lower_case: bool = False
) -> list[str]:
    """Labels without titles, and with NORP for names of peoples and affiliations.

    Mentions all in lower case are dropped unless `lower_case` (tweets).
    """
    cleaned = ["O"] * len(words)
    for label, start, end in bio_spans(labels):
        span: tuple[int, int] | None = (start, end)
        if label == "PER":
            span = bare_person(words, start, end)
        if not lower_case and all(w.islower() or not w[:1].isalnum() for w in words[start:end]):
            continue
        if span is not None:
            first, last = span
            cleaned[first:last] = [f"B-{label}"] + [f"I-{label}"] * (last - first - 1)
    table = polities()
    for i, word in enumerate(words):
        if cleaned[i] != "O" or not word[:1].isupper():
            continue
        if word in _AFFILIATIONS or table.by_demonym(word):
            cleaned[i] = "B-NORP"
    return cleaned
