"""Dates that head the entries of a timeline or gallery: "3 May 2024: …", "4. LIMA, Monday."

A line that tells where and when an article was written looks much the same, so a heading with a
place counts only where the entries are numbered or there are several.
"""

import re

from graph_builder.extraction.temporal_words import MONTH, WEEKDAY, YEAR
from graph_builder.extraction.tokens import Doc, Span

_NUMBER = r"(?P<number>\d{1,2}[.)]\s+)?"
_PLACE = r"(?:[A-Z][\w'’-]+(?: (?:of |the )?[A-Z][\w'’-]+){0,3}, )"
_DAYS = r"\d{1,2}(?:[-–]\d{1,2})?"
_DATE = (
    rf"(?i:(?:{WEEKDAY},? )?(?:(?:{MONTH})\.? {_DAYS}|{_DAYS} (?:{MONTH})|{MONTH}|{WEEKDAY})"
    rf"\b(?:,? {YEAR})?|{YEAR})"
)
_PLACED = re.compile(rf"^[ \t]*{_NUMBER}{_PLACE}(?P<date>{_DATE})(?=[.:]\s)", re.MULTILINE)
_ALONE = re.compile(rf"^[ \t]*{_NUMBER}{_PLACE}?(?P<date>{_DATE})[.:]?[ \t]*$", re.MULTILINE)
_SENTENCE = re.compile(rf"^[ \t]*{_NUMBER}(?P<date>{_DATE})(?=\. +[A-Z])", re.MULTILINE)
_PICTURE = re.compile(rf"(?:^|[.!?] ){_PLACE}(?P<date>{YEAR})(?=: )", re.MULTILINE)
_CAPTION = re.compile(r": (?<=\d: )")  # what `_PICTURE` ends before, found much faster
_FEED = re.compile("\n")
_SEVERAL = 2
_OPENING = 2  # lines of title and dateline


def entry_ends(doc: Doc) -> frozenset[int]:
    """Where in the text the dates end that head entries by the shape of their lines."""
    text = doc.text
    captioned = _CAPTION.search(text) is not None  # most texts have none
    found = {match.end("date") for match in _PICTURE.finditer(text)} if captioned else set()
    starts = [0, *(feed.end() for feed in _FEED.finditer(text))]
    lines = starts[min(_OPENING, len(starts) - 1) :]
    for shape in (_PLACED, _ALONE, _SENTENCE):
        matches = [m for m in (shape.match(text, start) for start in lines) if m is not None]
        several = len(matches) >= _SEVERAL
        found |= {m.end("date") for m in matches if several or m["number"]}
    return frozenset(found)


def heads_entry(span: Span, ends: frozenset[int]) -> bool:
    """Whether a date opens its line and is set off from what follows, or is one of those `ends`."""
    doc = span.doc
    if span.end_char in ends:
        return True
    opens = span.start == 0 or "\n" in doc[span.start - 1].text_with_ws
    closed = doc[span.end].text in (":", "–", "—", "-", "|")
    return opens and closed
