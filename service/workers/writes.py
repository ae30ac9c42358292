"""The jobs that change a graph; they run in a process of their own, one at a time."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph_builder.store.sparql import Dataset
from graph_builder.store.user_graphs import Update, update_graph
from service.workers.output import Output


def update(_output: Output, *, graph: str, text: str, using: Sequence[Sequence[str]], base_iri: str,
           anywhere: bool) -> Any:  # fmt: skip
    """Run a SPARQL update; the head holds the number of its generation."""
    dataset = Dataset(
        tuple(iri for name, iri in using if name == "using-graph-uri"),
        tuple(iri for name, iri in using if name == "using-named-graph-uri"),
    )
    asked = Update(text, dataset, base_iri, anywhere)
    return {"generation": update_graph(Path(graph), asked)}
