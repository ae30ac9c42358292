"""`chancery read`: what one article says, for a person to check or a program to take."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.articles import Notice, make_article, read_sources
from graph_builder.articles.article import check_published
from graph_builder.articles.decoding import decode
from graph_builder.build.pool import read_articles
from graph_builder.cli.output import print_dossier, print_json
from graph_builder.errors import ArticleError, InputError
from graph_builder.export.dossier_html import dossier_page
from graph_builder.model import Article


def read(
    article: Annotated[str, typer.Argument(help="A text file, or - for standard input.")],
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
    if name == "-":
        text, _ = decode(sys.stdin.buffer.read())
        return make_article(text, published=published)
    notices: list[Notice] = []
    articles = list(read_sources([Path(name)], on_notice=notices.append))
    for notice in notices:
        typer.echo(f"chancery: {notice.source}: {notice.message}", err=True)
    if len(articles) != 1:
        raise InputError(f"{name}: {len(articles)} articles; give a file that holds one")
    [article] = articles
    if published is None:
        return article
    known = {"url": article.url, "title": article.title, "publisher": article.publisher}
    return make_article(article.text, published=check_published(published), **known)
