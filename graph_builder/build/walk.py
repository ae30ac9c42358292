"""The walk of an article, from its file to the published graph; read this first.

`articles` gives texts → `build.pool` reads them into dossiers → the new ones go into a segment of
the graph's dossiers → `build.generation` merges them, writes quads and index, and publishes the
next generation. An article whose text, data and readers are unchanged is skipped; nothing is
published when nothing changed, or when anything failed.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph_builder import rdf
from graph_builder.articles import Notice, article_id, read_sources
from graph_builder.build.generation import Step, judgements_version, make_generation
from graph_builder.build.pool import read_articles
from graph_builder.build.report import BuildReport, OnProgress, Rejection, no_progress
from graph_builder.build.spans import check_spans
from graph_builder.build.versions import (
    dossier_fingerprint,
    fingerprint,
    merge_versions,
    reading_versions,
)
from graph_builder.errors import NotFoundError
from graph_builder.model import Article, Dossier
from graph_builder.store.directory import Generation, GraphDirectory
from graph_builder.store.dossiers import DossierLog, Leftovers, SegmentWriter


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build. `jobs` processes that read and merge (None: one for each processor).

    `base_iri` counts for a graph that is made now; one that exists keeps its own.
    """

    jobs: int | None = None
    base_iri: str = rdf.BASE_IRI


def build(
    sources: Sequence[Path],
    graph: Path,
    options: BuildOptions | None = None,
    on_progress: OnProgress = no_progress,
) -> BuildReport:
    """Read the articles in `sources` into the graph in folder `graph`.

    Raises `InputError` when the sources hold no articles, `GraphError` when the graph is being
    written by another process, is damaged, or can't be written. Whatever is raised, the graph that
    was published before stays as it was, and what was read is found again by the next run.
    """
    notices: list[Notice] = []
    articles = read_sources(sources, on_notice=notices.append)
    report = build_articles(articles, graph, options, on_progress)
    rejected = tuple(Rejection(n.source, n.message) for n in notices if n.rejected)
    warnings = tuple(f"{n.source}: {n.message}" for n in notices if not n.rejected)
    return replace(report, rejected=rejected + report.rejected, warnings=warnings + report.warnings)


def build_articles(
    articles: Iterable[Article],
    graph: Path,
    options: BuildOptions | None = None,
    on_progress: OnProgress = no_progress,
) -> BuildReport:
    """Read `articles` into the graph; see `build`."""
    options = options or BuildOptions()
    directory = GraphDirectory(graph)
    with directory.writing():
        run = _Run(directory, options, on_progress)
        with closing(run.segment):
            run.read(articles)
            return run.finish()


def build_dossiers(
    dossiers: Iterable[Dossier],
    graph: Path,
    options: BuildOptions | None = None,
    on_progress: OnProgress = no_progress,
) -> BuildReport:
    """Take dossiers that were read elsewhere into the graph; unchanged ones are skipped.

    Raises `DossierError` for a dossier whose spans don't stand in its text; see `build`.
    """
    directory = GraphDirectory(graph)
    with directory.writing():
        run = _Run(directory, options or BuildOptions(), on_progress)
        with closing(run.segment):
            run.take(dossiers)
            return run.finish()


def retract(article: str, graph: Path, on_progress: OnProgress = no_progress) -> BuildReport:
    """Take an article with exactly its facts out of the graph.

    `article` is its id, IRI or URL. Raises `NotFoundError` when the graph doesn't hold it.
    """
    directory = GraphDirectory(graph)
    directory.current()
    with directory.writing():
        run = _Run(directory, BuildOptions(), on_progress)
        with closing(run.segment):
            run.withdraw(article)
            return run.finish()


def refresh(
    graph: Path, on_progress: OnProgress = no_progress, *, anew: bool = False
) -> BuildReport:
    """Publish a generation for judgements that were added to the ledger since the last one.

    `anew` makes everything that is derived again from the dossiers and the ledger: the result is
    the same graph, triple by triple.
    """
    directory = GraphDirectory(graph)
    directory.current()
    with directory.writing():
        run = _Run(directory, BuildOptions(), on_progress, anew=anew)
        with closing(run.segment):
            return run.finish()


@dataclass(slots=True)
class _Tally:
    read: int = 0
    recovered: int = 0
    skipped: int = 0
    replaced: int = 0
    refused: int = 0
    rejected: list[Rejection] = field(default_factory=list)


class _Run:
    """One run of the writer, inside the directory's `writing`."""

    def __init__(
        self,
        directory: GraphDirectory,
        options: BuildOptions,
        on_progress: OnProgress,
        *,
        anew: bool = False,
    ) -> None:
        self._directory = directory
        self._options = options
        self._on_progress = on_progress
        self._previous = directory.current() if directory.has_graph() else None
        self._anew = anew or self._made_otherwise()
        self._tally = _Tally()
        self._withdrawn: list[str] = []
        self._leftovers = Leftovers(directory.dossiers, _segments_in_use(directory))
        self.segment = SegmentWriter(directory.dossiers, self._leftovers.next_number())

    def _made_otherwise(self) -> bool:
        """Whether another version of Chancery or its ontology made the published generation."""
        if self._previous is None:
            return False
        versions = self._previous.manifest.versions
        return any(versions.get(name) != value for name, value in merge_versions().items())

    # ---- what comes and what goes ---------------------------------------------------------------

    def read(self, articles: Iterable[Article]) -> None:
        """Put the dossiers of new and changed articles into the segment.

        An article given twice is read once.
        """
        versions = reading_versions()
        prints: dict[str, str] = {}
        jobs = self._options.jobs or os.cpu_count() or 1
        with _log(self._directory, self._previous) as log:
            for reading in read_articles(self._unread(articles, versions, prints, log), jobs):
                article, dossier = reading.article, reading.dossier
                if dossier is None:
                    source = article.url or article.title or article.id
                    reason = reading.failure or "can't be read"
                    self._tally.rejected.append(Rejection(source, reason))
                else:
                    self.segment.add(dossier, prints[article.id])
                    self._tally.read += 1
                    self._tally.refused += len(dossier.refused)
                self._tell_reading()

    def _unread(
        self,
        articles: Iterable[Article],
        versions: Mapping[str, str],
        prints: dict[str, str],
        log: DossierLog | None,
    ) -> Iterator[Article]:
        for article in articles:
            if article.id in prints:
                continue
            prints[article.id] = fingerprint(article, versions)
            known = log.fingerprint(article.id) if log else None
            left = self._leftovers.get(article.id, prints[article.id])
            if known == prints[article.id]:
                self._tally.skipped += 1
            elif left is not None:
                self.segment.add(left, prints[article.id])
                self._tally.recovered += 1
                self._tally.replaced += known is not None
            else:
                self._tally.replaced += known is not None
                yield article
                continue
            self._tell_reading()

    def take(self, dossiers: Iterable[Dossier]) -> None:
        """Put dossiers that are new or changed into the segment."""
        with _log(self._directory, self._previous) as log:
            for dossier in dossiers:
                check_spans(dossier)
                print_ = dossier_fingerprint(dossier)
                known = log.fingerprint(dossier.id) if log else None
                if known == print_:
                    self._tally.skipped += 1
                else:
                    self.segment.add(dossier, print_)
                    self._tally.read += 1
                    self._tally.refused += len(dossier.refused)
                    self._tally.replaced += known is not None
                self._tell_reading()

    def _tell_reading(self) -> None:
        tally = self._tally
        done = tally.read + tally.recovered + tally.skipped + len(tally.rejected)
        self._on_progress("reading", done, None)

    def withdraw(self, article: str) -> None:
        """Note that an article, named by id, IRI or URL, is to go."""
        with _log(self._directory, self._previous) as log:
            for id_ in self._possible_ids(article):
                if log is not None and log.fingerprint(id_) is not None:
                    self._withdrawn.append(id_)
                    return
        raise NotFoundError(
            f"{article}: no such article in {self._directory.path}; give its id, IRI or URL"
        )

    def _possible_ids(self, article: str) -> Iterator[str]:
        yield article
        yield article.rpartition("/")[2]
        if "://" in article:
            yield article_id(article, "")

    # ---- what is made of it ---------------------------------------------------------------------

    def finish(self) -> BuildReport:
        """Publish the next generation if anything changed, and tell what was done."""
        generation, published = self._previous, False
        if len(self.segment) or self._withdrawn or (self._previous and self._is_outdated()):
            jobs = self._options.jobs or os.cpu_count() or 1
            gone = tuple(self._withdrawn)
            step = Step(self.segment, gone, self._base_iri(), self._anew, jobs)
            generation = make_generation(self._directory, step, self._on_progress)
            published = True
            self._leftovers.remove()
            _drop_segments(self._directory)
        else:
            self.segment.discard()
        tally = self._tally
        return BuildReport(
            generation=generation.number if generation else None,
            published=published,
            read=tally.read,
            recovered=tally.recovered,
            skipped=tally.skipped,
            replaced=tally.replaced,
            retracted=len(self._withdrawn),
            refused=tally.refused,
            rejected=tuple(tally.rejected),
            counts=dict(generation.manifest.counts) if generation else {},
        )

    def _base_iri(self) -> str:
        return self._previous.manifest.base_iri if self._previous else self._options.base_iri

    def _is_outdated(self) -> bool:
        """Whether the published generation lacks judgements, or was made by another version."""
        assert self._previous is not None
        known = self._previous.manifest.versions.get("judgements")
        return self._anew or known != judgements_version(self._directory)


@contextmanager
def _log(directory: GraphDirectory, generation: Generation | None) -> Iterator[DossierLog | None]:
    if generation is None:
        yield None
        return
    with DossierLog(directory.dossiers, generation.dossiers) as log:
        yield log


def _segments_in_use(directory: GraphDirectory) -> set[str]:
    """The segments that the generations on disk need."""
    names: set[str] = set()
    for number in directory.numbers():
        with DossierLog(directory.dossiers, directory.generation(number).dossiers) as log:
            names |= log.segments()
    return names


def _drop_segments(directory: GraphDirectory) -> None:
    """Remove the segments of which nothing is in use any more."""
    used = _segments_in_use(directory)
    for path in directory.dossiers.glob("*.jsonl"):
        if path.name not in used:
            path.unlink(missing_ok=True)
