"""Content negotiation (RFC 9110, 12.5.1) over the formats that each kind of answer has."""

from collections.abc import Mapping
from functools import lru_cache

SOLUTIONS: Mapping[str, tuple[str, ...]] = {
    "json": ("application/sparql-results+json", "application/json"),
    "xml": ("application/sparql-results+xml", "application/xml", "text/xml"),
    "csv": ("text/csv",),
    "tsv": ("text/tab-separated-values",),
}
"""Formats of the store for SELECT and ASK, best first, with the media types that ask for them."""

GRAPHS: Mapping[str, tuple[str, ...]] = {
    "turtle": ("text/turtle", "application/x-turtle"),
    "ntriples": ("application/n-triples", "text/plain"),
    "rdfxml": ("application/rdf+xml", "application/xml", "text/xml"),
    "jsonld": ("application/ld+json", "application/json"),
    "trig": ("application/trig",),
    "nquads": ("application/n-quads",),
}
"""Formats of the store for graphs, best first."""


@lru_cache(maxsize=512)
def choose(accept: str, kind: str) -> str:
    """The best format for header `accept` among the `kind` ("solutions" or "graph"); "" if none.

    A missing header, or one that can't be read, accepts everything.
    """
    offered = SOLUTIONS if kind == "solutions" else GRAPHS
    ranges = _ranges(accept)
    if not ranges:
        return next(iter(offered))
    best, best_quality = "", 0.0
    for name, types in offered.items():
        quality = max(
            _quality(types[0], ranges),
            *(_exact(alias, ranges) for alias in types[1:]),
            0.0,
        )
        if quality > best_quality:
            best, best_quality = name, quality
    return best


def _ranges(accept: str) -> list[tuple[str, float]]:
    ranges = []
    for part in accept.lower().split(","):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        if not media_range:
            continue
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        ranges.append((media_range, quality))
    return ranges


def _quality(media_type: str, ranges: list[tuple[str, float]]) -> float:
    """The quality that the most specific matching range gives `media_type`."""
    wildcard = media_type.partition("/")[0] + "/*"
    for pattern in (media_type, wildcard, "*/*"):
        if any(media_range == pattern for media_range, _ in ranges):
            return _exact(pattern, ranges)
    return 0.0


def _exact(pattern: str, ranges: list[tuple[str, float]]) -> float:
    return max((quality for media_range, quality in ranges if media_range == pattern), default=0.0)
