"""The formats of exports, by name."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from graph_builder.errors import FormatError


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is of, its media type, the ending of its files, what it is for.

    `rdf` is the store's name of an RDF format; `whole` says that it holds named graphs too.
    """

    of: Literal["network", "events", "rdf"]
    media_type: str
    suffix: str
    about: str
    rdf: str | None = None
    whole: bool = False


FORMATS: Mapping[str, Format] = {
    "gexf": Format("network", "application/gexf+xml", ".gexf", "Gephi, with time and looks"),
    "graphml": Format("network", "application/graphml+xml", ".graphml", "igraph, yEd, networkx, R"),
    "json": Format("network", "application/json", ".json", "node-link JSON for networkx and D3"),
    "csv": Format("network", "application/zip", ".zip", "ZIP of nodes.csv and edges.csv"),
    "nodes-csv": Format("network", "text/csv; charset=utf-8", ".csv", "table of actors"),
    "edges-csv": Format("network", "text/csv; charset=utf-8", ".csv", "table of merged edges"),
    "events-csv": Format(
        "events", "text/csv; charset=utf-8", ".csv", "event data with PLOVER and CAMEO codes"
    ),
    "nquads": Format(
        "rdf", "application/n-quads", ".nq", "everything, a quad a line", "nquads", True
    ),
    "trig": Format("rdf", "application/trig", ".trig", "everything, for people", "trig", True),
    "jsonld": Format(
        "rdf", "application/ld+json", ".jsonld", "everything as JSON-LD", "jsonld", True
    ),
    "turtle": Format("rdf", "text/turtle", ".ttl", "the merged graph", "turtle"),
    "ntriples": Format("rdf", "application/n-triples", ".nt", "the merged graph", "ntriples"),
    "rdfxml": Format("rdf", "application/rdf+xml", ".rdf", "the merged graph", "rdfxml"),
}


def known_format(name: str) -> Format:
    """The format with this name. Raises `FormatError`."""
    found = FORMATS.get(name)
    if found is None:
        raise FormatError(f"there is no export format {name!r}; known: {', '.join(FORMATS)}")
    return found


def format_for(path: Path | None, name: str | None) -> str:
    """The name of the format to write at `path`: `name`, else what the ending says, else gexf.

    Raises `FormatError` for an unknown name, for an ending that belongs to other formats than
    `name`, and without a name for an ending of none or of several. A name with an ending that no
    format has is taken at its word.
    """
    ending = path.suffix.lower() if path else ""
    fitting = [known for known, kind in FORMATS.items() if kind.suffix == ending]
    if name is not None:
        suffix = known_format(name).suffix
        if fitting and name not in fitting:
            raise FormatError(
                f"{path}: {name} is no {ending} file; call it {suffix}, "
                f"or give --format {' or '.join(fitting)}"
            )
        return name
    if not ending:
        return "gexf"
    if not fitting:
        known_endings = ", ".join(dict.fromkeys(kind.suffix for kind in FORMATS.values()))
        raise FormatError(
            f"{path}: no format ends in {ending}; known endings: {known_endings}; or give --format"
        )
    if len(fitting) > 1:
        choice = ", ".join(f"{known} ({FORMATS[known].about})" for known in fitting)
        raise FormatError(f"{path}: several formats end in {ending}; give --format: {choice}")
    return fitting[0]
