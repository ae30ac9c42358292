"""The jobs on the store of quads that the SPARQL routes ask for; they run in a worker process.

Each takes the open store and an `Output`, and returns the head of the answer as JSON values.
"""

from collections.abc import Mapping
from typing import Any

from graph_builder.errors import FormatError, NotFoundError
from graph_builder.store.oxigraph import OxigraphReader
from graph_builder.store.sparql import Question, converted, media_type
from graph_builder.store.sparql_tokens import Dataset
from service.workers.output import Output


def ready(_store: OxigraphReader, _output: Output) -> None:
    """Nothing; but then the store is open and this module imported, and no query waits for it."""


def answer(store: OxigraphReader, output: Output, *, question: Mapping[str, Any]) -> Any:
    """Run a query; the head holds the media type that was chosen.

    `question` has the fields of a `Question`; a format that isn't known is named in the error.
    """
    dataset = Dataset(tuple(question["default_graphs"]), tuple(question["named_graphs"]))
    asked = Question(
        question["query"],
        question["solutions"],
        question["graph"],
        dataset,
        max_rows=question["max_rows"],
        base_iri=question["base_iri"],
    )
    written = store.answer(asked, output)  # type: ignore[arg-type] # write() is all that it needs
    return {"media_type": written.media_type}


def graph(store: OxigraphReader, output: Output, *, iri: str, format: str) -> Any:  # noqa: A002
    """Dump one graph; `iri` "" is the default graph. Raises `NotFoundError` for one not here."""
    if not format:
        raise FormatError("a graph can't be written so; ask for text/turtle or another RDF format")
    if iri and not store.has_graph(iri):
        raise NotFoundError(f"there is no graph <{iri}> here")
    store.dump(output, format, iri)  # type: ignore[arg-type] # as above
    return {"media_type": media_type(format)}


def vocabulary(_store: OxigraphReader, output: Output, *, file: str, format: str) -> Any:  # noqa: A002
    """A vocabulary of the project, converted from Turtle."""
    from graph_builder import ontology  # noqa: PLC0415 - time to start that few jobs need

    output.write(converted(ontology.path(file).read_bytes(), "turtle", format))
    return {"media_type": media_type(format)}
