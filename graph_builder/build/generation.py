"""From dossiers to a published generation: merge, quads, index, publish."""

import hashlib
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from graph_builder import index, rdf
from graph_builder.build.differences import Reasons, compared, write_change_log
from graph_builder.build.report import OnProgress
from graph_builder.build.versions import merge_versions
from graph_builder.errors import DossierError, GraphError
from graph_builder.merged import Change, ClaimRef, Pair
from graph_builder.model import Dossier
from graph_builder.resolution import FORMAT, Registry, Source, open_state, read_ledger
from graph_builder.resolution.anchors import anchors, article_of
from graph_builder.store.directory import Draft, Generation, GraphDirectory, Manifest
from graph_builder.store.dossiers import DossierLog, SegmentWriter
from graph_builder.store.durable import clear_write_errors
from graph_builder.store.oxigraph import OxigraphReader, OxigraphStore
from graph_builder.store.writing import write_changes, write_dossiers, write_vocabulary

JUDGEMENTS = "judgements.jsonl"
IDENTITIES = "identities.jsonl"
STATE = "resolution.sqlite"
HELD = 100_000
"""Up to this many changes are held in memory (about 2 kB each) instead of being read each time."""


@dataclass(frozen=True, slots=True)
class Step:
    """What the next generation is to take in.

    `segment` holds the dossiers that came or were read again, `withdrawn` the ids of articles that
    go. `anew` makes everything that is derived from the dossiers again. `jobs` processes share the
    work where there is much of it.
    """

    segment: SegmentWriter
    withdrawn: tuple[str, ...]
    base_iri: str
    anew: bool
    jobs: int = 1


def make_generation(directory: GraphDirectory, step: Step, on_progress: OnProgress) -> Generation:
    """Make and publish the next generation. Needs the directory's `writing`.

    Nothing is published when anything fails: the last generation stays current.
    """
    with directory.draft() as draft, clear_write_errors(directory.path):
        before = draft.previous.dossiers if draft.previous else None
        if before is not None:
            _carry_scattered(directory, before, step)
        step.segment.finish(draft.path / "dossiers.sqlite", before, step.withdrawn)
        with DossierLog(directory.dossiers, draft.path / "dossiers.sqlite") as log:
            total = len(log) if step.anew else len(step.segment)
            on_progress("merging", 0, total)
            with _merged(directory, draft, step, log) as changes:
                on_progress("writing", 0, total)
                _write_store(directory, draft, step, log, changes)
                on_progress("indexing", 0, total)
                counts = _first_counts(draft, step)
                _write_index(draft, step, log, _counted(changes, counts))
                _write_change_log(directory, draft, step, changes)
            manifest = _manifest(directory, draft, step, {**counts, "articles": len(log)})
        on_progress("publishing", 0, total)
        generation = directory.publish(draft, manifest)
        directory.prune()
    return generation


def _carry_scattered(directory: GraphDirectory, before: Path, step: Step) -> None:
    """Takes dossiers over from segments that are mostly of dossiers replaced or withdrawn.

    Such a segment goes with the last generation that reads from it, so the space that a graph takes
    stays within twice that of its dossiers, however often articles are read again.
    """
    gone = {*step.segment.ids(), *step.withdrawn}
    with DossierLog(directory.dossiers, before) as log:
        for id_, fingerprint, line in log.scattered():
            if id_ not in gone:
                step.segment.carry(id_, fingerprint, line)


@contextmanager
def _merged(
    directory: GraphDirectory, draft: Draft, step: Step, log: DossierLog
) -> Iterator[Iterable[Change]]:
    """What the merge changed, to be gone through as often as needed while the state is open."""
    state_path = draft.path / STATE
    if draft.previous and not step.anew:
        shutil.copyfile(draft.previous.path / STATE, state_path)
    judgements = read_ledger(directory.ledger / JUDGEMENTS)
    registry = Registry(directory.ledger / IDENTITIES)
    with open_state(state_path, base_iri=step.base_iri) as state:
        if step.anew:
            added: Iterable[Source] = log.lines()
        else:
            stale = state.stale(judgements) - set(step.segment.ids()) - set(step.withdrawn)
            added = chain(step.segment.lines(), filter(None, map(log.get, sorted(stale))))
        withdrawn = () if step.anew else step.withdrawn
        try:
            changes = state.apply(added, withdrawn, judgements, registry, step.jobs)
        except DossierError as error:
            raise GraphError(
                f"{directory.dossiers}: a dossier is damaged ({error}); restore a backup"
            ) from error
        yield list(changes) if len(changes) <= HELD else changes


def _gone(directory: GraphDirectory, draft: Draft, step: Step) -> Iterator[Dossier]:
    """The dossiers that were replaced or withdrawn, as they were."""
    if draft.previous is None:
        return
    with DossierLog(directory.dossiers, draft.previous.dossiers) as log:
        for id_ in sorted({*step.segment.ids(), *step.withdrawn}):
            dossier = log.get(id_)
            if dossier is not None:
                yield dossier


def _write_store(
    directory: GraphDirectory,
    draft: Draft,
    step: Step,
    log: DossierLog,
    changes: Iterable[Change],
) -> None:
    path = draft.path / "store"
    if draft.previous and not step.anew:
        OxigraphReader(draft.previous.store).snapshot(path)
    store = OxigraphStore(path)
    try:
        if draft.previous is None or step.anew:
            write_vocabulary(store)
            write_dossiers(store, (), log, step.base_iri)
        else:
            gone = _gone(directory, draft, step)
            write_dossiers(store, gone, step.segment, step.base_iri)
        if draft.previous and step.anew:
            _carry_user_graphs(draft.previous, store, step.base_iri)
        write_changes(store, changes, step.base_iri)
        _write_judgements(directory, store, step, log)
    finally:
        store.close()


def _carry_user_graphs(previous: Generation, store: OxigraphStore, base_iri: str) -> None:
    """What users wrote isn't derived from dossiers, so a rebuild takes it over."""
    old = OxigraphReader(previous.store)
    for graph in old.named_graphs():
        if graph.startswith(rdf.user_graph_prefix(base_iri)):
            store.load(old.quads(graph))


def _write_judgements(
    directory: GraphDirectory, store: OxigraphStore, step: Step, log: DossierLog
) -> None:
    judgements = read_ledger(directory.ledger / JUDGEMENTS)
    named = {anchor for j in judgements for anchor in (j.left, j.right) if anchor}
    claims: dict[str, str] = {}
    for article in sorted({article_of(anchor) for anchor in named if ":" in anchor}):
        dossier = log.get(article)
        if dossier is not None:
            claims |= {
                anchor: rdf.claim_iri(step.base_iri, ClaimRef(article, id_))
                for id_, anchor in anchors(dossier)
                if anchor in named
            }
    store.remove_graph(rdf.judgements_graph_iri(step.base_iri))
    store.apply((), rdf.judgement_quads(judgements, claims.get, step.base_iri))


def _write_change_log(
    directory: GraphDirectory, draft: Draft, step: Step, changes: Iterable[Change]
) -> None:
    """What differs from the last generation, also where all was made anew."""
    if draft.previous is None or not step.anew or state_format(draft.previous) != FORMAT:
        write_change_log(draft.path, changes)
        return
    scratch = draft.path / "scratch.sqlite"
    shutil.copyfile(draft.previous.path / STATE, scratch)
    judgements = read_ledger(directory.ledger / JUDGEMENTS)
    try:
        with (
            open_state(scratch, base_iri=step.base_iri) as before,
            open_state(draft.path / STATE, base_iri=step.base_iri) as after,
        ):
            because = before.reasons(judgements)
            for article in {*step.segment.ids(), *step.withdrawn}:
                because.setdefault(article, set()).add(article)
            reasons = Reasons(because, _new_versions(draft.previous))
            write_change_log(draft.path, compared(before.things(), after.things(), reasons))
    finally:
        for path in draft.path.glob(f"{scratch.name}*"):
            path.unlink()


def _new_versions(previous: Generation) -> frozenset[str]:
    """What made this generation and not the `previous` one, as "name version"."""
    known = previous.manifest.versions
    return frozenset(
        f"{name} {value}" for name, value in merge_versions().items() if known.get(name) != value
    )


def state_format(generation: Generation) -> str | None:
    """The format of a generation's resolution state, as its manifest has it."""
    return generation.manifest.versions.get("state")


def _write_index(draft: Draft, step: Step, log: DossierLog, changes: Iterable[Change]) -> None:
    previous = draft.previous.path if draft.previous and not step.anew else None
    touched = log.ids() if step.anew else sorted({*step.segment.ids(), *step.withdrawn})
    index.update(previous, draft.path, changes, log.get, touched)


def judgements_version(directory: GraphDirectory) -> str:
    """Twelve hex digits of the SHA-256 of the ledger of judgements; "" when there is none."""
    path = directory.ledger / JUDGEMENTS
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12] if path.is_file() else ""


def _manifest(
    directory: GraphDirectory, draft: Draft, step: Step, counts: Mapping[str, int]
) -> Manifest:
    return Manifest(
        generation=draft.number,
        base_iri=step.base_iri,
        parent=draft.previous.number if draft.previous else None,
        versions={**merge_versions(), "judgements": judgements_version(directory)},
        counts=counts,
    )


_COUNTED = {
    "actor": "actors",
    "event": "events",
    "statement": "statements",
    "tenure": "tenures",
    "discrepancy": "discrepancies",
}


def _first_counts(draft: Draft, step: Step) -> dict[str, int]:
    """The counts before the changes."""
    known = draft.previous.manifest.counts if draft.previous and not step.anew else {}
    return {name: known.get(name, 0) for name in (*_COUNTED.values(), "edges")}


def _counted(changes: Iterable[Change], counts: dict[str, int]) -> Iterator[Change]:
    """The changes, each added to `counts` as it passes."""
    for change in changes:
        for thing, sign in ((change.before, -1), (change.after, 1)):
            if isinstance(thing, Pair):
                counts["edges"] += sign * len(rdf.direct_edges(thing))
            elif thing is not None and thing.kind in _COUNTED:
                counts[_COUNTED[thing.kind]] += sign
        yield change
