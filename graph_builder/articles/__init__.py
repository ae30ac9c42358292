"""Readers of news texts: files and streams come in, `Article`s come out.

One unreadable article never stops a run: it becomes a `Notice` and the next one is read.
`read_sources` walks files and directories; `make_article` builds one from text and what is known
about it, for callers that have it in hand (standard input, HTTP).
"""

from graph_builder.articles.article import make_article
from graph_builder.articles.identity import article_id, canonical_url
from graph_builder.articles.sources import Notice, find_sources, read_sources

__all__ = [
    "Notice",
    "article_id",
    "canonical_url",
    "find_sources",
    "make_article",
    "read_sources",
]
