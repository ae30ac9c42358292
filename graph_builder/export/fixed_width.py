"""Many lines of text at once, by numpy: columns of equal width instead of one string after another.

A column is a table of texts, padded with spaces to one width, of which each line takes one. It fits
formats that don't mind spaces between their parts, such as XML between attributes and elements, and
writes ten times as many lines a second as formatting them one by one.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.uint8]
# A column and, ascending, which line takes each of its rows; None for one on every line.
Piece = tuple[NDArray[np.intp] | None, Column]
Whole = NDArray[np.integer[Any]]


def table(texts: Iterable[str]) -> Column:
    """Texts as rows of bytes (UTF-8), all as wide as the widest, padded with spaces."""
    encoded = [text.encode() for text in texts]
    width = max(map(len, encoded), default=1) or 1
    padded = b"".join(text.ljust(width) for text in encoded)
    return np.frombuffer(padded, np.uint8).reshape(len(encoded), width)


def numbered(before: str, after: str, count: int) -> Column:
    """A table of `before`, the numbers from 0 to `count` - 1 (unpadded), and `after`."""
    widest = len(str(max(count - 1, 0)))
    rows = np.full((count, len(before) + widest + len(after)), ord(" "), np.uint8)
    rows[:, : len(before)] = np.frombuffer(before.encode("ascii"), np.uint8)
    end = np.frombuffer(after.encode("ascii"), np.uint8)
    for width in range(1, widest + 1):
        first, last = 10 ** (width - 1) if width > 1 else 0, min(10**width, count)
        here = rows[first:last, len(before) :]
        here[:, :width] = digits(np.arange(first, last), width)
        here[:, width : width + len(end)] = end
    return rows


class Numbers:
    """A table of a text around any whole number; those nearer to 0 than `usual` are the fastest."""

    def __init__(self, before: str, after: str, usual: int, *, signed: bool = False) -> None:
        self._before, self._after = before, after
        self._least, self._usual = 1 - usual if signed else 0, usual
        # The row of a negative number is counted from the end, as an index is.
        below = numbered(f"{before}-", after, usual)[:0:-1]
        self._rows = numbered(before, after, usual)
        if signed:
            gap = ((0, 0), (0, below.shape[1] - self._rows.shape[1]))
            above = np.pad(self._rows, gap, constant_values=ord(" "))
            self._rows = np.concatenate((above, below))

    def of(self, numbers: Whole) -> Column:
        """The rows of these numbers."""
        rare = (numbers < self._least) | (numbers >= self._usual)
        if not rare.any():
            return self._rows.take(numbers, axis=0)
        known, at = np.unique(numbers[rare], return_inverse=True)
        rows = table(f"{self._before}{number}{self._after}" for number in known.tolist())
        found = np.full((len(numbers), max(rows.shape[1], self._rows.shape[1])), ord(" "), np.uint8)
        found[:, : self._rows.shape[1]] = self._rows.take(np.where(rare, 0, numbers), axis=0)
        found[rare] = ord(" ")
        found[rare, : rows.shape[1]] = rows.take(at, axis=0)
        return found


# The last digits of a number, four at a time.
_FOUR = (np.arange(10_000)[:, None] // [1000, 100, 10, 1] % 10 + ord("0")).astype(np.uint8)


def digits(numbers: Whole, width: int) -> Column:
    """Numbers (0 or more) as rows of `width` digits, padded with zeros."""
    groups = -(-width // 4)
    shown = np.empty((len(numbers), 4 * groups), np.uint8)
    for group in range(groups, 0, -1):
        numbers, low = np.divmod(numbers, 10_000)
        shown[:, 4 * group - 4 : 4 * group] = _FOUR.take(low, axis=0)
    return shown[:, 4 * groups - width :]


def constant(text: str, lines: int) -> Column:
    """The same text on every line."""
    row = np.frombuffer(text.encode(), np.uint8)
    return np.broadcast_to(row, (lines, len(row)))


def beside(columns: Sequence[Column]) -> Column:
    """The columns side by side, as one."""
    return np.concatenate(columns, axis=1)


def woven(count: int, pieces: Sequence[Piece]) -> bytes:
    """`count` lines of unlike make-up, one after another.

    Within a line the pieces stand in their order, and several rows of one piece side by side.
    """
    taken = [1 if line is None else np.bincount(line, minlength=count) for line, _ in pieces]
    widths = np.zeros(count, np.int64)
    for n, (_, column) in zip(taken, pieces, strict=True):
        widths += n * column.shape[1]
    ends = np.cumsum(widths)
    text = np.full(int(ends[-1]) if count else 0, ord(" "), np.uint8)
    at = ends - widths
    for n, (line, column) in zip(taken, pieces, strict=True):
        width = column.shape[1]
        if len(column):
            _put(text, at if line is None else _places(at, line, width), column)
        at = at + n * width
    return text.tobytes()


def _put(text: Column, places: NDArray[np.int64], rows: Column) -> None:
    """Write each row into the text at its place."""
    # As items of one row's bytes each, which begin at every byte.
    whole = f"V{rows.shape[1]}"
    items = np.ndarray((len(text) - rows.shape[1] + 1,), whole, text.data, strides=(1,))
    items[places] = np.ascontiguousarray(rows).view(whole).ravel()


def _places(at: NDArray[np.int64], line: NDArray[np.intp], width: int) -> NDArray[np.int64]:
    """Where rows begin that go to these lines, side by side from `at` on."""
    start = np.flatnonzero(np.diff(line, prepend=-1))
    before = np.repeat(start, np.diff(start, append=len(line)))
    return at[line] + (np.arange(len(line)) - before) * width


def lines(columns: Sequence[Column]) -> bytes:
    """The columns side by side, line after line. The last one had better end in a line feed."""
    return beside(columns).tobytes()
