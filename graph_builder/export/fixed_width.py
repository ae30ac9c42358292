"""Many lines of text at once, by numpy: columns of equal width instead of one string after another.

A column is a table of texts, padded with spaces to one width, of which each line takes one. It fits
formats that don't mind spaces between their parts, such as XML between attributes and elements, and
writes ten times as many lines a second as formatting them one by one.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

Column = NDArray[np.uint8]


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


def digits(numbers: NDArray[np.int64], width: int) -> Column:
    """Numbers (0 or more) as rows of `width` digits, padded with zeros."""
    powers = 10 ** np.arange(width - 1, -1, -1, dtype=np.int64)
    shown: Column = (numbers[:, None] // powers % 10 + ord("0")).astype(np.uint8)
    return shown


def constant(text: str, lines: int) -> Column:
    """The same text on every line."""
    row = np.frombuffer(text.encode(), np.uint8)
    return np.broadcast_to(row, (lines, len(row)))


def woven(count: int, pieces: Sequence[tuple[NDArray[np.intp], Column]]) -> bytes:
    """`count` lines of unlike make-up, one after another.

    A piece is a column and, ascending, the number of the line that takes each of its rows. Within a
    line the pieces stand in their order, and several rows of one piece side by side.
    """
    taken = [np.bincount(line, minlength=count) for line, _ in pieces]
    widths = sum(
        (n * column.shape[1] for n, (_, column) in zip(taken, pieces, strict=True)),
        np.zeros(count, np.int64),
    )
    ends = np.cumsum(widths)
    text = np.full(int(ends[-1]) if count else 0, ord(" "), np.uint8)
    at = ends - widths
    for n, (line, column) in zip(taken, pieces, strict=True):
        width = column.shape[1]
        if len(line):
            before = np.cumsum(n) - n
            places = at[line] + (np.arange(len(line)) - before[line]) * width
            sliding_window_view(text, width, writeable=True)[places] = column
        at += n * width
    return text.tobytes()


def lines(columns: Sequence[Column]) -> bytes:
    """The columns side by side, line after line. The last one had better end in a line feed."""
    return np.concatenate(columns, axis=1).tobytes()
