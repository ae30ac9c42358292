"""Files and directories to articles, in an order that doesn't depend on the machine."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from graph_builder.articles.article import make_article
from graph_builder.articles.decoding import FALLBACK, NOT_UTF_8, decode
from graph_builder.articles.sidecar import FIELDS, SIDECAR, read_sidecar
from graph_builder.errors import ArticleError, InputError
from graph_builder.model import Article

TEXT_SUFFIXES = (".txt", ".text")
JSON_LINES_SUFFIXES = (".jsonl", ".ndjson")
_OTHER_KIND = (
    f"not a kind of file that is read; give one of {', '.join(TEXT_SUFFIXES + JSON_LINES_SUFFIXES)}"
)
MAX_BYTES = 64_000_000
"""A text file beyond this is not one article; it is refused before it is read into memory."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a source that its owner should know; `rejected` if an article was lost."""

    source: str
    message: str
    rejected: bool


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, and what the sidecar beside it says about it."""

    path: Path
    known: Mapping[str, str]


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """The files that `paths` name: text files and JSON Lines, directories walked, sorted by name.

    Raises `InputError` for a path that doesn't exist or holds no article.
    """
    sources: dict[Path, Source] = {}
    for path in paths:
        for source in _sources_of(path):
            sources.setdefault(source.path.resolve(), source)
    return list(sources.values())


def _sources_of(path: Path) -> list[Source]:
    if path.is_dir():
        files = [file for file in _files_below(path) if _is_article_file(file)]
        if not files:
            raise InputError(
                f"{path}: no articles here; put .txt files (and articles.csv) or .jsonl files in it"
            )
    elif path.is_file():
        if not _is_article_file(path):
            raise InputError(f"{path}: {_OTHER_KIND}")
        files = [path]
    else:
        raise InputError(f"{path}: no such file or directory")
    sidecars = {parent: read_sidecar(parent) for parent in {file.parent for file in files}}
    return [Source(file, sidecars[file.parent].get(file.name, {})) for file in files]


def _files_below(directory: Path) -> list[Path]:
    """The files in `directory` and its folders, sorted; names that begin with a dot are hidden."""
    found = (path for path in directory.rglob("*") if path.is_file())
    return sorted(path for path in found if not _is_hidden(path.relative_to(directory)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _is_article_file(path: Path) -> bool:
    return path.suffix.lower() in TEXT_SUFFIXES + JSON_LINES_SUFFIXES


def read_sources(
    paths: Sequence[Path], *, on_notice: Callable[[Notice], None]
) -> Iterator[Article]:
    """Every article in `paths`; what isn't read, or was given twice, goes to `on_notice`.

    Raises `InputError`, before the first article, for paths that hold none; see `find_sources`.
    """
    return _read_found(find_sources(paths), paths, on_notice)


def _read_found(
    sources: Iterable[Source], paths: Sequence[Path], on_notice: Callable[[Notice], None]
) -> Iterator[Article]:
    seen: dict[str, str] = {}
    for directory in filter(Path.is_dir, paths):
        _notice_unread(directory, on_notice)
    for source in sources:
        for where, article in _read_source(source, on_notice):
            if article.id in seen:
                on_notice(Notice(where, f"the same article as {seen[article.id]}; skipped", False))
                continue
            seen[article.id] = where
            yield article


def _notice_unread(directory: Path, on_notice: Callable[[Notice], None]) -> None:
    """Tell of what the owner of `directory` may believe to be read, and isn't."""
    others: Counter[str] = Counter()
    for file in _files_below(directory):
        if file.name == SIDECAR:
            for name in read_sidecar(file.parent):
                listed = file.parent / name
                if not listed.is_file():
                    on_notice(Notice(str(listed), f"listed in {SIDECAR}, not there", True))
                elif not _is_article_file(listed):
                    on_notice(Notice(str(listed), f"listed in {SIDECAR}, {_OTHER_KIND}", True))
        elif not _is_article_file(file):
            others[file.suffix.lower() or "without an ending"] += 1
    if others:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items()))
        on_notice(Notice(str(directory), f"files of other kinds are not read: {kinds}", False))


def _read_source(
    source: Source, on_notice: Callable[[Notice], None]
) -> Iterator[tuple[str, Article]]:
    reader = _read_lines if source.path.suffix.lower() in JSON_LINES_SUFFIXES else _read_text
    for where, read in reader(source, on_notice):
        try:
            yield where, read()
        except ArticleError as error:
            on_notice(Notice(where, str(error), True))


_Readings = Iterator[tuple[str, Callable[[], Article]]]


def _read_text(source: Source, on_notice: Callable[[Notice], None]) -> _Readings:
    path = source.path

    def read() -> Article:
        text, encoding = decode(_bytes(path))
        if encoding == FALLBACK:
            on_notice(Notice(str(path), NOT_UTF_8, False))
        return make_article(text, **source.known)

    yield str(path), read


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ArticleError(f"the file is larger than {MAX_BYTES // 1_000_000} MB: split it")
        return path.read_bytes()
    except OSError as error:
        raise ArticleError(f"can't be read: {error.strerror}") from error


def _read_lines(source: Source, on_notice: Callable[[Notice], None]) -> _Readings:
    """JSON Lines: an object a line with `text` and, as known, url, title, publisher, published."""
    try:
        with source.path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield f"{source.path}:{number}", partial(_from_json_line, line)
    except OSError as error:
        on_notice(Notice(str(source.path), f"can't be read: {error.strerror}", True))


def _from_json_line(line: bytes) -> Article:
    try:
        data: Any = json.loads(line)
    except ValueError as error:
        raise ArticleError(f"not a JSON object ({error})") from error
    if not isinstance(data, dict) or not isinstance(data.get("text"), str):
        raise ArticleError('no article: give an object such as {"text": "…", "url": "…"}')
    known = {field: data[field] for field in FIELDS if data.get(field) is not None}
    wrong = [field for field, value in known.items() if not isinstance(value, str)]
    if wrong:
        raise ArticleError(f"{wrong[0]} is {known[wrong[0]]!r}: give text, in quotes")
    return make_article(data["text"], **known)
