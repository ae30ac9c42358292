"""The directory of a graph, and how a generation gets into it.

::

    graph/CURRENT             the number of the published generation; replaced in one step
    graph/LOCK                held by the one writer
    graph/dossiers/           what was read: segments of JSON Lines, see `store.dossiers`
    graph/ledger/             judgements and identity registry: plain text, for people too
    graph/generations/N/      immutable once published:
        manifest.json         format, base IRI, versions, counts
        store/                quads (Oxigraph)
        dossiers.sqlite       which dossiers, and where in which segment
        …                     what resolution, index and network keep

A generation is made in `generations/N.partial`, synced to the disk, renamed, and only then named in
CURRENT. Whatever a crash leaves beside that is swept up by the next writer.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graph_builder.errors import DossierError, GraphError, NotFoundError
from graph_builder.model import from_json, to_json
from graph_builder.store.durable import clear_write_errors, replace_file, sync_file, sync_tree
from graph_builder.store.lock import exclusive_lock

FORMAT = 1
"""The version of this layout; a graph of another one is refused by name."""

KEPT = 3
"""How many generations stay on disk: readers may still hold the last ones, and `diff` compares
them. They share their unchanged files as hard links."""

_PARTIAL = ".partial"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself. No clock: equal inputs give equal bytes.

    `versions` name what made it; `counts` are numbers of articles, actors, events, statements …;
    `parent` is the generation it was made from.
    """

    generation: int
    base_iri: str
    parent: int | None = None
    versions: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Generation:
    """One published, immutable state of a graph."""

    number: int
    path: Path
    manifest: Manifest

    @property
    def store(self) -> Path:
        """The folder of its store of quads."""
        return self.path / "store"

    @property
    def dossiers(self) -> Path:
        """The index of its dossiers."""
        return self.path / "dossiers.sqlite"


@dataclass(frozen=True, slots=True)
class Draft:
    """A generation in the making: fill `path`, then publish."""

    number: int
    path: Path
    previous: Generation | None


class GraphDirectory:
    """The graph in folder `path`, which need not exist yet."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def dossiers(self) -> Path:
        """The folder of the dossiers."""
        return self.path / "dossiers"

    @property
    def ledger(self) -> Path:
        """The folder of the judgements and the identity registry."""
        return self.path / "ledger"

    @property
    def _generations(self) -> Path:
        return self.path / "generations"

    @property
    def _current(self) -> Path:
        return self.path / "CURRENT"

    # ---- reading --------------------------------------------------------------------------------

    def has_graph(self) -> bool:
        """Whether a generation has been published here."""
        return self._current.is_file()

    def current(self) -> Generation:
        """The published generation.

        Raises `GraphError` when there is none, or when it is damaged or of another format.
        """
        if not self._current.is_file():
            raise GraphError(f"{self.path}: no graph is here; make one with `chancery build`")
        text = self._current.read_text("utf-8").strip()
        if not text.isdecimal():
            raise GraphError(f"{self._current}: damaged ({text[:20]!r}); restore a backup")
        try:
            return self.generation(int(text))
        except NotFoundError as error:
            raise GraphError(
                f"{self.path}: generation {text} is missing; restore a backup, or remove "
                f"{self._current.name} and build again"
            ) from error

    def generation(self, number: int) -> Generation:
        """Generation `number`; raises `NotFoundError` when it isn't here any more."""
        path = self._generations / str(number)
        file = path / "manifest.json"
        if not file.is_file():
            kept = ", ".join(str(n) for n in self.numbers()) or "none"
            raise NotFoundError(f"{self.path}: there is no generation {number} (here: {kept})")
        try:
            data = json.loads(file.read_text("utf-8"))
        except ValueError as error:
            raise GraphError(f"{file}: damaged ({error}); restore a backup") from error
        return Generation(number, path, _manifest(data, file))

    def numbers(self) -> list[int]:
        """The generations on disk, oldest first."""
        if not self._generations.is_dir():
            return []
        return sorted(int(p.name) for p in self._generations.iterdir() if p.name.isdecimal())

    # ---- writing --------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the graph for writing; sweeps up what an interrupted writer left.

        Makes the folder where it is missing. Raises `GraphError` when it can't be written, isn't
        a graph, or is being written by another process.
        """
        self._check_is_graph()
        with clear_write_errors(self.path):
            for folder in (self.dossiers, self.ledger, self._generations):
                folder.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(self.path / "LOCK"):
            with clear_write_errors(self.path):
                self._sweep()
            yield

    def _check_is_graph(self) -> None:
        if not self.path.is_dir():
            return
        ours = {"CURRENT", "LOCK", "dossiers", "ledger", "generations"}
        names = {entry.name for entry in self.path.iterdir()}
        if names and not names & ours:
            raise GraphError(
                f"{self.path}: this folder holds other things and no graph; choose an empty one"
            )

    def _sweep(self) -> None:
        published = self.current().number if self.has_graph() else 0
        for entry in self._generations.iterdir():
            if not entry.name.isdecimal() or int(entry.name) > published:
                shutil.rmtree(entry)

    @contextmanager
    def draft(self) -> Iterator[Draft]:
        """A new generation to fill; gone again unless `publish` is called. Needs `writing`."""
        previous = self.current() if self.has_graph() else None
        number = previous.number + 1 if previous else 1
        path = self._generations / f"{number}{_PARTIAL}"
        with clear_write_errors(self.path):
            path.mkdir()
        try:
            yield Draft(number, path, previous)
        finally:
            shutil.rmtree(path, ignore_errors=True)

    def publish(self, draft: Draft, manifest: Manifest) -> Generation:
        """Make a filled draft the current generation, durably."""
        final = self._generations / str(draft.number)
        with clear_write_errors(self.path):
            text = json.dumps(to_json(manifest), indent=1, sort_keys=True)
            (draft.path / "manifest.json").write_text(text + "\n", "utf-8")
            sync_tree(draft.path)
            draft.path.rename(final)
            sync_file(self._generations)
            replace_file(self._current, f"{draft.number}\n")
        return Generation(draft.number, final, manifest)

    def prune(self, kept: int = KEPT) -> None:
        """Remove all but the last `kept` generations. Needs `writing`."""
        for number in self.numbers()[:-kept]:
            shutil.rmtree(self._generations / str(number), ignore_errors=True)


def _manifest(data: Any, file: Path) -> Manifest:
    found = data.get("format") if isinstance(data, dict) else None
    if found != FORMAT:
        raise GraphError(
            f"{file.parent}: format {found}, but this version of Chancery reads format {FORMAT}; "
            "build the graph again from its articles"
        )
    known = {key: value for key, value in data.items() if key in Manifest.__dataclass_fields__}
    versions, counts = known.pop("versions", {}), known.pop("counts", {})
    try:
        plain = from_json(_Plain, known)
    except DossierError as error:
        raise GraphError(f"{file}: damaged ({error}); restore a backup") from error
    return Manifest(plain.generation, plain.base_iri, plain.parent, versions, counts, plain.format)


@dataclass(frozen=True, slots=True)
class _Plain:
    """The fields of a manifest that are no tables."""

    generation: int
    base_iri: str
    format: int
    parent: int | None = None
