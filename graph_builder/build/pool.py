"""Articles to dossiers, in this process or on several."""

import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any

from graph_builder.errors import ArticleError, ChanceryError
from graph_builder.garbage import settle
from graph_builder.model import Article, Dossier

ALONE = 24
"""Up to this many articles are read in this process: others take longer to start (about 2 s)."""
CHUNK_CHARACTERS = 30_000
"""About how much text a process gets at a time: long enough to hide the hand-over, short enough to
stop soon after Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one article: its dossier, or why there is none."""

    article: Article
    dossier: Dossier | None
    failure: str | None = None


def read_articles(articles: Iterable[Article], jobs: int) -> Iterator[Reading]:
    """Read `articles` with up to `jobs` processes, in no particular order.

    An article that can't be read becomes a failure and the others are read. Raises `ChanceryError`
    when a reading process dies.
    """
    coming = iter(articles)
    first = list(islice(coming, ALONE + 1))
    if jobs <= 1 or len(first) <= ALONE:
        for article in chain(first, coming):
            yield _read(article)
    else:
        yield from _read_in_processes(chain(first, coming), jobs)


@cache
def _pipeline() -> Callable[[str], Any]:
    """What makes an annotated Doc of a text."""
    from graph_builder.reading import load  # noqa: PLC0415 - a second, and only who reads needs it

    nlp = load()
    settle()
    return nlp


def _read(article: Article) -> Reading:
    from graph_builder.extraction import extract  # noqa: PLC0415
    from graph_builder.reading import VERSION  # noqa: PLC0415

    nlp = _pipeline()
    try:
        return Reading(article, replace(extract(nlp(article.text), article), reader=VERSION))
    except ChanceryError as error:
        return Reading(article, None, str(error))
    except Exception as error:  # a fault of ours: one article must not cost the others
        return Reading(article, None, f"{type(error).__name__}: {error}; please report this")


def _read_chunk(articles: list[Article]) -> list[Reading]:
    return [_read(article) for article in articles]


def _start_process() -> None:
    # Ctrl-C reaches every process of the terminal; only the first one is to act on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _pipeline()


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    chunk: list[Article] = []
    size = 0
    for article in articles:
        chunk.append(article)
        size += len(article.text)
        if size >= CHUNK_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _read_in_processes(articles: Iterable[Article], jobs: int) -> Iterator[Reading]:
    chunks = _chunks(articles)
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), _start_process)
    try:
        running: set[Future[list[Reading]]] = set()
        while True:
            for chunk in islice(chunks, 2 * jobs - len(running)):
                running.add(pool.submit(_read_chunk, chunk))
            if not running:
                return
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                yield from future.result()
    except BrokenProcessPool as error:
        raise ArticleError(
            "a reading process was ended from outside, most likely for lack of memory; "
            "run again with fewer --jobs (what was read so far is kept)"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
