"""People's judgements on a graph: the review queue, what a decision would change, the decision.

Decisions go into the graph's ledger and are published as a new generation at once. A decision that
was written when the process died is published by the next build.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from graph_builder.build.generation import IDENTITIES, JUDGEMENTS, STATE
from graph_builder.build.walk import refresh
from graph_builder.errors import NotFoundError
from graph_builder.merged import Change
from graph_builder.model import Dossier
from graph_builder.resolution import State, open_state, read_ledger
from graph_builder.resolution.explaining import Explanation
from graph_builder.resolution.explaining import explain as explanation
from graph_builder.resolution.judging import Decision, consequences, judge, proposed, undo
from graph_builder.resolution.ledger import Judgement
from graph_builder.resolution.registry import Registry
from graph_builder.resolution.review import Proposal, review_queue
from graph_builder.store.directory import GraphDirectory
from graph_builder.store.dossiers import DossierLog

_Opened = tuple[State, Callable[[str], Dossier]]


@contextmanager
def _opened(directory: GraphDirectory, *, scratch: bool = False) -> Iterator[_Opened]:
    """The published state and its dossiers; if `scratch`, a copy of the state, to be changed."""
    generation = directory.current()
    with TemporaryDirectory() as folder, DossierLog(directory.dossiers, generation.dossiers) as log:
        path = generation.path / STATE
        if scratch:
            path = Path(shutil.copyfile(path, Path(folder) / STATE))

        def dossier_of(article: str) -> Dossier:
            found = log.get(article)
            if found is None:
                raise NotFoundError(f"{article}: no such article in {directory.path}")
            return found

        with open_state(path, base_iri=None, read_only=not scratch) as state:
            yield state, dossier_of


def review(graph: Path, limit: int = 100) -> tuple[Proposal, ...]:
    """Pairs that may be one and that no rule decides, surest first; see `review_queue`."""
    with _opened(GraphDirectory(graph)) as (state, _):
        return review_queue(state, limit)


def explain(graph: Path, iri: str) -> Explanation:
    """Why an actor, event, statement, tenure or article is one; see `resolution.explaining`."""
    with _opened(GraphDirectory(graph)) as (state, _):
        return explanation(state, iri)


def preview(graph: Path, decision: Decision) -> tuple[Change, ...]:
    """Everything that a decision would change; nothing is written.

    Raises `JudgementError` with the chain when it contradicts earlier judgements.
    """
    directory = GraphDirectory(graph)
    ledger = read_ledger(directory.ledger / JUDGEMENTS)
    registry = Registry(directory.ledger / IDENTITIES)
    with _opened(directory, scratch=True) as (state, dossier_of):
        judgements = proposed(state, decision, dossier_of)
        return consequences(state, judgements, ledger, registry, dossier_of)


def decide(graph: Path, decision: Decision) -> tuple[Judgement, ...]:
    """Write a decision into the ledger and publish the generation that follows it."""
    directory = GraphDirectory(graph)
    with directory.writing():
        with _opened(directory) as (state, dossier_of):
            judgements = proposed(state, decision, dossier_of)
        written = judge(directory.ledger / JUDGEMENTS, judgements)
    refresh(graph)
    return written


def take_back(graph: Path, id_: str | None = None, *, by: str = "person") -> Judgement:
    """Undo the judgement with this id (default: the last one) and publish what follows."""
    directory = GraphDirectory(graph)
    with directory.writing():
        undone = undo(directory.ledger / JUDGEMENTS, id_, by=by)
    refresh(graph)
    return undone
