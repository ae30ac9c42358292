"""How large an answer may grow: in bytes, and for solutions in rows."""

from collections.abc import Callable, Mapping
from typing import IO

from graph_builder.errors import LimitError


class BoundedOutput:
    """A binary file that counts, and refuses to grow beyond `max_bytes` or `max_rows`.

    Rows are counted in what is written, a solution format of the store (`solutions`, a key of
    `sparql.SOLUTION_FORMATS`); it costs some 2 % of their writing. None is no limit.
    """

    def __init__(
        self,
        output: IO[bytes],
        max_bytes: int | None,
        max_rows: int | None = None,
        solutions: str | None = None,
    ) -> None:
        self._output = output
        self._max_bytes = max_bytes
        self._max_rows = max_rows
        self._rows = None if max_rows is None or solutions is None else _COUNTERS[solutions]()
        self.size = 0

    def write(self, data: bytes) -> int:
        """Pass `data` on; raises `LimitError` when a limit would be passed."""
        self.size += len(data)
        if self._max_bytes is not None and self.size > self._max_bytes:
            raise LimitError(
                f"the result is larger than {self._max_bytes:,} bytes; narrow the query or page "
                "through it with LIMIT and OFFSET"
            )
        if self._rows is not None and self._rows(data) > (self._max_rows or 0):
            raise LimitError(
                f"the result has more than the limit of {self._max_rows:,} rows "
                "(max_result_rows); narrow the query or page through it with LIMIT and OFFSET"
            )
        self._output.write(data)
        return len(data)

    def flush(self) -> None:
        """Flush the file underneath."""
        self._output.flush()


class _Marks:
    """Counts rows by a mark that stands once for each and nowhere else; `first` are not rows."""

    def __init__(self, mark: bytes, first: int) -> None:
        self._mark = mark
        self._rest = b""
        self._found = -first

    def __call__(self, data: bytes) -> int:
        """The rows so far, with those in `data`."""
        text = self._rest + data
        self._found += text.count(self._mark)
        self._rest = text[max(0, len(text) - len(self._mark) + 1) :]
        return self._found


class _CsvLines:
    """Counts lines outside of quoted fields, the header apart."""

    def __init__(self) -> None:
        self._found = -1
        self._quoted = False

    def __call__(self, data: bytes) -> int:
        """The rows so far, with those in `data`."""
        parts = data.split(b'"')
        self._found += sum(part.count(b"\n") for part in parts[self._quoted :: 2])
        self._quoted ^= len(parts) % 2 == 0
        return self._found


_COUNTERS: Mapping[str, Callable[[], Callable[[bytes], int]]] = {
    # In a JSON string a quotation mark follows a backslash, never a brace. Rows in which nothing is
    # bound, {}, go uncounted: the limit on bytes holds them.
    "json": lambda: _Marks(b'},{"', -1),
    "xml": lambda: _Marks(b"<result>", 0),  # in text, < is written &lt;
    "tsv": lambda: _Marks(b"\n", 1),  # in literals, a line break is written \n
    "csv": _CsvLines,
}
