"""Datelines and bylines: names at the head of a line that act in no sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence

from graph_builder.extraction.name_runs import CALENDAR
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.tokens import Doc, Token

_LONG_DASHES = frozenset({"—", "–", "--"})
# "Harbourtown /AGENCY/", also when the model reads it as one word.
_AGENCY = re.compile(r"/[A-Z]{2,}/")
_SHORTEST_CITY = 3
_LONGEST_DATELINE = 14
_WRITING = frozenset({"reporting", "editing", "written", "writing", "compiled"})
_BESIDE = frozenset({"in", "and", "at", "for", "|"})  # "By Ana Berg and Li Wen in Oslo"
_HEADING, _LONGEST_HEADING = 60, 16  # tokens: where headings stand, how long they are
_LONGEST_CREDIT = 8  # words before "by": "(This article was written by"


def dateline_names(doc: Doc, names: Sequence[Name]) -> set[Name]:
    """Names in datelines ("SEOUL, Aug. 5 (Agency) —") and bylines, which act in no sentence."""
    starts = {name.start: name for name in names}
    found = set(_pictured_by(doc, starts))
    line = 0
    written = _credit_lines(doc)
    for i in doc.line_ends:
        held = _opening_names(doc, line, i, starts)
        found.update(held)
        if line in written:
            found.update(name for name in names if line <= name.start < i)
        elif line < _HEADING:
            found.update(_signed(doc, line, i, starts))
        line = i + 1
    return found


def _pictured_by(doc: Doc, starts: Mapping[int, Name]) -> Iterator[Name]:
    """Who took a picture: "Photograph: Ana Berg."; not who is seen in it."""
    for token in doc.words("photograph", "photo", "picture", "photographs", "pictures"):
        name = starts.get(token.i + 2) if doc[token.i + 1 : token.i + 2].text == ":" else None
        if name is not None and doc[name.end : name.end + 1].text.strip() in ("", ".", "/"):
            yield name


def _signed(doc: Doc, start: int, end: int, starts: Mapping[int, Name]) -> list[Name]:
    """ "The Friday interview, by Ana Berg": who wrote it, told at the end of a heading."""
    if doc[end - 1 : end].text in (".", "") or end - start > _LONGEST_HEADING:
        return []
    by = next((t.i for t in doc.tokens[start:end] if t.lower_ == "by" and t.i > start), end)
    name = starts.get(by + 1)
    ends = name is not None and name.end == end and doc[by - 1].text in (",", "–", "—", "|", ".")
    return [name] if ends and name is not None else []


def after_dateline(doc: Doc, start: int) -> int:
    """Where the words begin after "CAIRO, July 24 -" or "LIMA:" at `start`; else `start`."""
    city = doc.tokens[start].text
    behind = _after_agency(doc, start)
    if behind is not None:
        return behind
    for i, form in enumerate(doc.forms[start + 1 : start + 4], start + 1):
        if form not in _LONG_DASHES:
            continue
        before = [t.text[0].isupper() and t.is_alpha for t in doc[start:i]]
        alone = sum(t.text in _LONG_DASHES for t in doc[start].sent) == 1
        if all(before) and alone:
            return i + 1  # "Addis Ababa — …", not "Kenya — a friend — …"
    near = doc.tokens[start + 1 : start + 4] if len(city) > _SHORTEST_CITY else []
    if not near or not (city.isupper() or any(t.lower_.rstrip(".") in CALENDAR for t in near)):
        return start
    for i in range(start + 1, min(start + _LONGEST_DATELINE, len(doc))):
        token = doc[i]
        if (
            token.text == ":"
            or token.text in _LONG_DASHES
            or (token.text == "-" and token.whitespace_)
        ):
            after = doc[i + 1] if i + 1 < len(doc) else token
            if not after.like_num:  # "CAIRO - 24 July 2022: …" goes on
                return i + 1
        elif token.pos_ in ("VERB", "AUX", "DET", "PRON"):
            return start
    return start


def _after_agency(doc: Doc, start: int) -> int | None:
    """Where words begin after "KYIV. April 5 (Agency) –" or "MOSCOW, May 2. /AGENCY/."."""
    shouted = doc[start].text.isupper()
    for i in range(start + 1, min(start + _LONGEST_DATELINE, len(doc) - 1)):
        token, after = doc.tokens[i], doc.tokens[i + 1]
        if token.pos_ in ("VERB", "AUX"):
            return None
        if token.text == ")" and (after.text in _LONG_DASHES or _is_dash(after)):
            return i + 2
        if shouted and _AGENCY.match(token.text):
            return i + 1 + (after.text == ".")
    return None


def _opening_names(doc: Doc, start: int, end: int, starts: Mapping[int, Name]) -> list[Name]:
    """The names of the dateline or byline that opens the line [start, end), if there is one."""
    held: list[Name] = []
    byline = start < end and doc[start].lower_ == "by" and end - start < 15
    if byline and not _tells_something(doc, start, end):
        return [starts[i] for i in range(start, end) if i in starts]
    i = start + 1 if byline else start
    while i < end:
        name = starts.get(i)
        token = doc.tokens[i]
        if name is not None:
            held.append(name)
            i = name.end
        elif held and _closes(token):
            return held
        elif (
            token.text in (",", "(", ")", ".", "-", "/")
            or token.like_num
            or token.ent_type_ == "DATE"
            or token.lower_.rstrip(".") in CALENDAR
            or (byline and token.lower_ in _BESIDE)
        ):
            i += 1
        else:
            return []
    shouting = bool(held) and held[0].text.isupper()
    closed = end > start and doc[end - 1].text == ")"
    return held if byline or shouting or closed else []


def _tells_something(doc: Doc, start: int, end: int) -> bool:
    """Whether a line has a verb: no signature has."""
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD", "VBN") for t in doc.tokens[start:end])


def _credit_lines(doc: Doc) -> set[int]:
    """Where lines begin that only tell who wrote the story: "(Reporting by X; editing by Y)"."""
    found: set[int] = set()
    for token in doc.words("by"):
        if token.i and token.nbor(-1).lower_ in _WRITING:
            start = token.i - 1
            while start > 0 and not doc[start - 1].is_space and token.i - start < _LONGEST_CREDIT:
                start -= 1
            if start == 0 or doc[start - 1].is_space:
                found.add(start)
    return found


def _closes(token: Token) -> bool:
    """Whether a dateline ends with `token`: a dash, or an agency between strokes."""
    dash = token.text in _LONG_DASHES or _is_dash(token)
    return dash or _AGENCY.fullmatch(token.text) is not None


def _is_dash(token: Token) -> bool:
    """Whether a hyphen stands for a dash, with space on both sides."""
    return token.text == "-" and bool(token.whitespace_ and token.nbor(-1).whitespace_)
