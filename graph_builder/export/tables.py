"""CSV tables of nodes and edges, with the columns that Gephi's import knows, and a ZIP of both.

Text that a spreadsheet would run as a formula is prefixed with an apostrophe.
"""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator

from graph_builder.export.edges import edge_rows
from graph_builder.export.markup import cell
from graph_builder.export.selection import Selection, node_rows

# A ZIP file needs dates; this is the earliest that it can say.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
Row = Iterable[str | int | float | None]


def nodes_csv(selection: Selection) -> Iterator[bytes]:
    """The actors, one a row."""
    yield csv_lines([("Id", "Label", "Type", "Code", "IRI", "Articles", "Links")])
    for row in node_rows(selection):
        yield csv_lines(
            [(row.node, row.name, row.type, row.code, row.iri, row.articles, row.weight)]
        )


def edges_csv(selection: Selection) -> Iterator[bytes]:
    """The merged edges, one a row, with a column for each event type."""
    types = selection.types
    names = ("Source", "Target", "Type", "Weight", "Origins", "First", "Last", "Undated")
    yield csv_lines([(*names, *types)])
    for row in edge_rows(selection):
        counted = (row.types.get(name, 0) for name in types)
        yield csv_lines(
            [
                (
                    row.source,
                    row.target,
                    "Undirected",
                    row.weight,
                    row.origins,
                    row.first,
                    row.last,
                    row.undated,
                    *counted,
                )
            ]
        )


def tables_zip(selection: Selection) -> Iterator[bytes]:
    """A ZIP file with `nodes.csv` and `edges.csv`."""
    yield from zipped({"nodes.csv": nodes_csv, "edges.csv": edges_csv}, selection)


def csv_lines(rows: Iterable[Row]) -> bytes:
    """Rows as RFC 4180 lines in UTF-8; None is an empty cell."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerows(
        [cell(value) if isinstance(value, str) else value for value in row] for row in rows
    )
    return output.getvalue().encode()


class _Pipe(io.RawIOBase):
    """A file that can't be sought, whose bytes are taken out as they come."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._pieces.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def zipped(
    members: dict[str, Callable[[Selection], Iterator[bytes]]], selection: Selection
) -> Iterator[bytes]:
    """A ZIP file of these members, in pieces."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in members.items():
            info = zipfile.ZipInfo(name, _NO_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as member:
                for piece in pieces(selection):
                    member.write(piece)
                    if data := pipe.take():
                        yield data
    yield pipe.take()
