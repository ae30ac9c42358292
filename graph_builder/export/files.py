"""Files for other tools: the network for Gephi and its kin, tables, event data, RDF.

`export` gives the pieces of a file, `export_file` writes one. Both are all or nothing: what can't
be written is an error before the first byte is kept, and a file appears when it is complete.
"""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from graph_builder.errors import InputError
from graph_builder.export.event_data import event_data
from graph_builder.export.formats import Format, known_format
from graph_builder.export.gexf import gexf
from graph_builder.export.graphml import graphml
from graph_builder.export.node_link import node_link
from graph_builder.export.selection import ExportOptions, Selection
from graph_builder.export.tables import edges_csv, nodes_csv, tables_zip
from graph_builder.graph.opened import Opened
from graph_builder.store.oxigraph import OxigraphReader

_NETWORK: Mapping[str, Callable[[Selection], Iterator[bytes]]] = {
    "gexf": gexf,
    "graphml": graphml,
    "json": node_link,
    "csv": tables_zip,
    "nodes-csv": nodes_csv,
    "edges-csv": edges_csv,
}
# Pieces smaller than this are joined before they are handed on.
PIECE = 64 * 1024
# Threads that a file is written by; a stream is made by one, for others may want theirs meanwhile.
THREADS = min(3, os.cpu_count() or 1)


def export(
    graph: Opened,
    format_name: str,
    options: ExportOptions | Mapping[str, Any] | None = None,
    threads: int = 1,
) -> Iterator[bytes]:
    """The pieces of a file of this format, made by so many threads where the format knows how.

    Raises `FormatError` for an unknown format, `InputError` for options that it doesn't have, and
    whatever resolving the names in the options raises, all before the first piece.
    """
    chosen, wanted = known_format(format_name), ExportOptions.of(options)
    if wanted.dynamic and format_name != "gexf":
        raise InputError(f"{format_name} knows no time; only gexf can be dynamic")
    if chosen.of == "rdf":
        if wanted != ExportOptions():
            raise InputError(f"{format_name} holds the graph as a whole; leave out the filters")
        return _rdf_pieces(graph, chosen)
    if chosen.of == "events":
        return _joined(event_data(graph, wanted))
    return _joined(_NETWORK[format_name](Selection(graph, wanted, threads)))


def _joined(pieces: Iterator[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= PIECE:
            yield b"".join(held)
            held.clear()
            size = 0
    if held:
        yield b"".join(held)


def _rdf_pieces(graph: Opened, chosen: Format) -> Iterator[bytes]:
    # The store writes into a file, and only as a whole.
    with tempfile.TemporaryFile() as file:
        _dump(graph, chosen, file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _dump(graph: Opened, chosen: Format, file: IO[bytes]) -> None:
    assert chosen.rdf is not None
    store = OxigraphReader(graph.folder / "store")
    store.dump(file, chosen.rdf, None if chosen.whole else "")


def export_file(
    graph: Opened,
    format_name: str,
    path: Path,
    options: ExportOptions | Mapping[str, Any] | None = None,
) -> int:
    """Write a file of this format and give its size in bytes; what was at `path` is replaced.

    The file appears when it is complete; on any error `path` stays as it was. Raises as `export`
    does, and `InputError` where the file can't be written.
    """
    chosen = known_format(format_name)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    pieces = export(graph, format_name, options, THREADS)
    try:
        with partial.open("wb") as file:
            if chosen.of == "rdf":
                _dump(graph, chosen, file)
            else:
                for piece in pieces:
                    file.write(piece)
            size = file.tell()
        partial.replace(path)
    except OSError as error:
        raise InputError(
            f"{path}: can't be written ({error.strerror}); choose another place"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
    return size
