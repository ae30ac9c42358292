"""Which stretches of a text stand between quotation marks.

Marks are paired inside a paragraph by their form and by what stands around them. Three habits of
print are allowed for: a speech over several paragraphs opens each of them and closes the last one
only; a lost opening mark leaves a closing one behind, and the paragraph or sentence start opens it;
a lost closing mark ends the quotation with its paragraph. Sources: the Chicago Manual of Style,
17th ed., 13.30-13.37 (running quotations), and British single-mark style.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_OPENING = "“„«‟❝「『〝"
_CLOSING = "”»❞」』〞"
_EITHER = '"＂'
_DOUBLED = frozenset({"''", "``"})
_EITHERS = frozenset({*_EITHER, *_DOUBLED})
_SINGLE_OPENING, _SINGLE_CLOSING, _APOSTROPHE = "‘‚‹", "’›", "'`"
# Two single marks stand for a double one: ''We will,'' and ``We will,''.
_MARK = re.compile(f"[{_OPENING}{_CLOSING}{_EITHER}]|''|``")
_SINGLE = re.compile(f"[{_SINGLE_OPENING}{_APOSTROPHE}’]")
_SINGLE_END = re.compile(f"[{_SINGLE_CLOSING}']")
# A line ends a paragraph unless the text is hard-wrapped: the line then ends amid a sentence.
_FEED = re.compile(r"\n(?:\s*\n)?")
_ENDS = frozenset(".!?:…”\"’'»)]")  # with one of these a paragraph ends
_BEGINS = re.compile('[A-Z“"„«‘(–—-]')
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s+(?=[\"“‘A-Z])")
# Words that begin with an apostrophe of their own.
_ELISION = re.compile(r"['’](?:em|tis|twas|til|cause|bout|n|\d0s)\b", re.IGNORECASE)
# The lost mark of a quotation whose end looks like this one: `… more important,” he said`.
_LOST_AFTER = ",.!?…—–"
_GAP = 8  # characters between paragraphs
_SHORTEST_SINGLE = 4  # words; shorter ones in single marks are scare quotes or plain apostrophes


@dataclass(slots=True)
class Quotation:
    """Quoted words at code points [start, end) of the text, without their marks.

    [`outer_start`, `outer_end`) includes the marks. `runs_on` says that no mark closes it before
    its paragraph ends, so that the next paragraph may go on with it. `reopened` says that it goes
    on with the one before.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    paragraph: int
    runs_on: bool = False
    reopened: bool = False


def find_quotations(text: str, pieces: Sequence[tuple[int, int]] | None = None) -> list[Quotation]:
    """The outermost quotations of `text`, in order, without overlaps.

    `pieces` are its paragraphs, when they were found already.
    """
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs(text) if pieces is None else pieces):
        doubles = list(_doubles(text, start, end, number))
        singles = [
            quotation
            for low, high in _gaps(doubles, start, end)
            for quotation in _singles(text, low, high, number)
        ]
        found += sorted(doubles + singles, key=lambda q: q.start)
    return _continued(found)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of `text` as [start, end) without the space around; no empty ones."""
    spans, at = [], 0
    for gap in [*filter(_parts, _FEED.finditer(text)), None]:
        end = gap.start() if gap else len(text)
        piece = text[at:end]
        if piece.strip():
            spans.append((at + len(piece) - len(piece.lstrip()), at + len(piece.rstrip())))
        at = gap.end() if gap else end
    return spans


def _parts(feed: re.Match[str]) -> bool:
    """Whether line feeds part two paragraphs."""
    text, end = feed.string, feed.end()
    if end - feed.start() > 1 or _BEGINS.match(text, end):
        return True
    last = feed.start() - 1
    while last >= 0 and text[last] in " \t":
        last -= 1
    return last >= 0 and text[last] in _ENDS and not "a" <= text[end : end + 1] <= "z"


def _continued(found: list[Quotation]) -> list[Quotation]:
    """The same quotations, with those marked that go on with one that runs on."""
    result: list[Quotation] = []
    for quotation in found:
        before = result[-1] if result else None
        next_to = before is not None and before.paragraph == quotation.paragraph - 1
        goes_on = next_to and before is not None and before.runs_on
        result.append(replace(quotation, reopened=True) if goes_on else quotation)
    return result


# ---- double marks -------------------------------------------------------------------------------


def _doubles(text: str, start: int, end: int, number: int) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    depth, floor = 0, start
    for mark in _MARK.finditer(text, start, end):
        at, sign = mark.start(), mark.group()
        if opened is not None and (sign in _DOUBLED) != (opened.group() in _DOUBLED):
            continue  # marks of the other kind quote something inside
        opens = _opens(text, mark, (start, end), opened is not None)
        if opens and opened is None:
            opened = mark
        elif opens:
            depth += 1
        elif depth and sign not in _EITHERS:
            depth -= 1
        else:
            low = opened.start() if opened is not None else _lost_opening(text, at, floor)
            if low is not None:
                inner = opened.end() if opened is not None else low
                yield from _quotation(text, (inner, at), (low, mark.end()), number)
            opened, depth, floor = None, 0, mark.end()
    if opened is not None and (
        opened.group() not in _EITHERS or opened.start() == start or _goes_on(text, opened, end)
    ):
        inner = opened.end()
        yield from _quotation(text, (inner, end), (opened.start(), end), number, runs_on=True)


def _goes_on(text: str, mark: re.Match[str], end: int) -> bool:
    """Whether what a straight mark opens after a colon is opened again by the next paragraph."""
    led = text[: mark.start()].rstrip().endswith(":")
    return led and text[end : end + _GAP].lstrip().startswith(mark.group())


def _opens(text: str, mark: re.Match[str], paragraph: tuple[int, int], inside: bool) -> bool:
    """Whether a mark opens; `inside` is whether a quotation is open before it."""
    at, sign = mark.start(), mark.group()
    before = text[at - 1] if at > paragraph[0] else " "
    after = text[mark.end()] if mark.end() < len(text) else " "
    free_before = before.isspace() or before in "([{—–-/:" + _SINGLE_OPENING
    if sign in _OPENING:
        # „…“ and »…«: the mark that opens in English closes there.
        return not (inside and sign in "“«" and not free_before)
    if sign in _CLOSING:
        return not inside and free_before and not after.isspace() and after.isalnum()
    if inside:
        return False
    if free_before and after.isspace():  # " We will, " she said: marks that stand alone
        return sign == '"' and text.count('"', at, paragraph[1]) % 2 == 0
    return free_before or (before in ",;" and after.isalnum())


def _lost_opening(text: str, at: int, floor: int) -> int | None:
    """Where a quotation begins whose closing mark stands at `at` but whose opening mark is lost."""
    if at == 0 or text[at - 1] not in _LOST_AFTER:
        return None
    ends = [m.end() for m in _SENTENCE_END.finditer(text, floor, at)]
    first = ends[0] if floor and ends and text[floor - 1] in _CLOSING + _EITHER else floor
    while first < at and text[first].isspace():
        first += 1
    return first if first < at and text[first].isupper() else None


def _quotation(
    text: str, inner: tuple[int, int], outer: tuple[int, int], number: int, *, runs_on: bool = False
) -> Iterator[Quotation]:
    """The quotation at `inner` without the space at its ends, if anything is left."""
    low, high = inner
    piece = text[low:high]
    start = low + len(piece) - len(piece.lstrip())
    end = low + len(piece.rstrip())
    if start < end and any(c.isalnum() for c in piece):
        yield Quotation(start, end, *outer, number, runs_on)


# ---- single marks -------------------------------------------------------------------------------


def _gaps(doubles: list[Quotation], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for quotation in doubles:
        yield at, quotation.outer_start
        at = quotation.outer_end
    yield at, end


def _singles(text: str, start: int, end: int, number: int) -> Iterator[Quotation]:
    floor = start
    for mark in _SINGLE.finditer(text, start, end):
        at = mark.start()
        if at >= floor and _single_opens(text, at, start):
            close = _single_close(text, at + 1, end)
            if close is not None and len(text[at + 1 : close].split()) >= _SHORTEST_SINGLE:
                yield from _quotation(text, (at + 1, close), (at, close + 1), number)
                floor = close + 1


def _single_opens(text: str, at: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    free = before.isspace() or before in "([{—–"
    return free and after.isalnum() and not _ELISION.match(text, at)


def _single_close(text: str, start: int, end: int) -> int | None:
    """The closing mark in single style: after a stop, else no plural's apostrophe."""
    loose: int | None = None
    for mark in _SINGLE_END.finditer(text, start, end):
        at = mark.start()
        after = text[at + 1] if at + 1 < len(text) else " "
        if after.isalnum():
            continue
        before = text[at - 1]
        if before in _LOST_AFTER:
            return at
        if loose is None and not before.isspace():
            if before != "s":
                return at
            loose = at
    return loose
