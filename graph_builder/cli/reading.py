"""`chancery read`: what one article says, for a person to check or a program to take."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from graph_builder.articles import Notice, make_article, read_sources
from graph_builder.articles.article import check_published
from graph_builder.articles.decoding import FALLBACK, NOT_UTF_8, decode
from graph_builder.articles.sources import MAX_BYTES
from graph_builder.build.pool import read_articles
from graph_builder.cli.output import print_dossier, print_json
from graph_builder.errors import ArticleError, InputError
from graph_builder.export.dossier_html import dossier_page
from graph_builder.model import Article


def read(
    article: Annotated[str, typer.Argument(help="A text file or a pipe; - is standard input.")],
    published: Annotated[
        str | None, typer.Option(help="When it was published: a day, a month or a year.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the dossier as JSON.")] = False,
    html: Annotated[bool, typer.Option("--html", help="Print a self-contained page.")] = False,
) -> None:
    """Show what one article says: actors, events, statements, offices."""
    if json and html:
        raise typer.BadParameter("choose --json or --html")
    source = _article(article, published)
    [reading] = read_articles([source], jobs=1)
    dossier = reading.dossier
    if dossier is None:
        raise ArticleError(f"{article}: {reading.failure}")
    if json:
        print_json(dossier)
    elif html:
        sys.stdout.write(dossier_page(dossier))
    else:
        print_dossier(dossier)


def _article(name: str, published: str | None) -> Article:
    path = Path(name)
    if name == "-":
        return _streamed("standard input", sys.stdin.buffer, published)
    if path.exists() and not path.is_dir() and not (path.is_file() and path.suffix):
        # A pipe, /dev/stdin, or a file whose name doesn't say what it is: text, then.
        with path.open("rb") as stream:
            return _streamed(name, stream, published)
    if path.is_dir():
        raise InputError(f"{name}: a folder; give one article here, and folders to `build`")
    notices: list[Notice] = []
    articles = list(read_sources([path], on_notice=notices.append))
    if len(notices) == 1 and not articles:
        raise ArticleError(f"{name}: {notices[0].message}")
    for notice in notices:
        typer.echo(f"chancery: {notice.source}: {notice.message}", err=True)
    if len(articles) != 1:
        raise InputError(f"{name}: {len(articles)} articles; give a file that holds one")
    [article] = articles
    if published is None:
        return article
    return replace(article, published=check_published(published))


def _streamed(name: str, stream: BinaryIO, published: str | None) -> Article:
    try:
        text, encoding = decode(stream.read(MAX_BYTES + 1))
        article = make_article(text, published=published)
    except ArticleError as error:
        raise ArticleError(f"{name}: {error}") from error
    if encoding == FALLBACK:
        typer.echo(f"chancery: {name}: {NOT_UTF_8}", err=True)
    return article
