"""Users' SPARQL updates, looked at before they run: what they reach, and where they would write.

The check on tokens gives clear refusals. That nothing but the allowed graphs changes doesn't rest
on it: `store.user_graphs` takes over from an update's outcome only what stands in those graphs.
"""

import re
from collections.abc import Sequence

from graph_builder.errors import QueryError
from graph_builder.store.sparql_tokens import (
    Dataset,
    Token,
    check_nesting,
    check_reach,
    resolved,
    tokens_of,
    where,
)

_GRAPH_COMMANDS = frozenset(("CLEAR", "DROP", "CREATE"))
_TRANSFERS = frozenset(("COPY", "MOVE", "ADD"))
_REACHES_OUT = ("LOAD", "SERVICE")


def checked_update(update: str, using: Dataset, base_iri: str, writable: str | None) -> str:
    """`update`, with the USING clauses that the request asks for written into it.

    `writable` begins the IRIs of the graphs that may be written (None: all may). Raises
    `QueryError` for LOAD and SERVICE, for writes elsewhere, and for a request that names graphs
    beside an update that does so itself (SPARQL 1.1 Protocol, 2.2.3).
    """
    if "\x00" in update:
        raise QueryError("the update holds a NUL character; remove it")
    update = _without_silent_loads(update)
    tokens = list(tokens_of(update))
    check_nesting(tokens, update)
    for word in _REACHES_OUT:
        check_reach(tokens, update, word, {})
    if writable is not None:
        _Writes(tokens, update, base_iri, writable).check()
    return _with_using(tokens, update, using)


def _without_silent_loads(update: str) -> str:
    """`update` with each LOAD SILENT replaced by what it amounts to where nothing can be loaded.

    SILENT asks to go on when a LOAD fails, and here each fails.
    """
    tokens = list(tokens_of(update))
    pieces, at = [], 0
    for i, token in enumerate(tokens):
        rest = [t.keyword for t in tokens[i + 1 : i + 5]]
        if token.keyword == "LOAD" and rest[:1] == ["SILENT"]:
            last = tokens[i + 5] if rest[2:4] == ["INTO", "GRAPH"] and i + 5 < len(tokens) else None
            last = last or (tokens[i + 2] if i + 2 < len(tokens) else token)
            pieces += [update[at : token.at], _NOTHING]
            at = last.at + len(last.text)
    return "".join((*pieces, update[at:]))


_NOTHING = "CLEAR SILENT GRAPH <urn:x-chancery:nothing>"


def _with_using(tokens: Sequence[Token], update: str, using: Dataset) -> str:
    if not using.default and not using.named:
        return update
    clauses = "".join(f" USING <{iri}>" for iri in using.default)
    clauses += "".join(f" USING NAMED <{iri}>" for iri in using.named)
    if any(char in '<>"{}|^`\\ \t\n\r' for iri in (*using.default, *using.named) for char in iri):
        raise QueryError("using-graph-uri and using-named-graph-uri must be IRIs")
    pieces, at, depth = [], 0, 0
    for i, token in enumerate(tokens):
        depth += (token.kind == "open") - (token.kind == "close")
        if depth == 0 and token.keyword in ("USING", "WITH"):
            raise QueryError(
                f"{token.keyword} at {where(update, token.at)} contradicts the parameters "
                "using-graph-uri and using-named-graph-uri; use one or the other"
            )
        if depth == 0 and token.keyword == "WHERE":
            if i and tokens[i - 1].keyword == "DELETE":
                raise QueryError(
                    f"DELETE WHERE at {where(update, token.at)} can't take using-graph-uri; "
                    "write DELETE { … } WHERE { … }"
                )
            pieces += [update[at : token.at], clauses, " "]
            at = token.at
    return "".join((*pieces, update[at:]))


class _Writes:
    """The graphs that an update writes to, found on its tokens."""

    def __init__(self, tokens: Sequence[Token], update: str, base_iri: str, writable: str) -> None:
        self._tokens = tokens
        self._update = update
        self._base = base_iri
        self._prefixes: dict[str, str] = {}
        self._writable = writable

    def check(self) -> None:
        """Raise `QueryError` at the first write to a graph that isn't writable."""
        with_graph: Token | None = None
        at = 0
        while at < len(self._tokens):
            keyword = self._tokens[at].keyword
            if keyword == "BASE":
                self._base = resolved(self._base, self._text(at + 1)[1:-1])
                at += 1
            elif keyword == "PREFIX":
                iri = resolved(self._base, self._text(at + 2)[1:-1])
                self._prefixes[self._text(at + 1)[:-1]] = iri
                at += 2
            elif keyword == "WITH":
                with_graph = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
                self._require(with_graph, at)
            elif keyword in _GRAPH_COMMANDS:
                self._command(at)
            elif keyword in _TRANSFERS:
                at = self._transfer(at, keyword)
            elif keyword in ("INSERT", "DELETE"):
                at = self._template(at, with_graph)
            elif self._text(at) == ";":
                with_graph = None
            elif self._tokens[at].kind == "open":
                at = self._closing(at)
            at += 1

    def _text(self, at: int) -> str:
        return self._tokens[at].text if at < len(self._tokens) else ""

    def _keyword(self, at: int) -> str | None:
        return self._tokens[at].keyword if at < len(self._tokens) else None

    def _require(self, graph: Token | None, at: int) -> None:
        """`graph`, named by the operation at token `at`, must be writable."""
        iri = self._iri(graph)
        if iri is None or not iri.startswith(self._writable):
            place = where(self._update, self._tokens[at].at)
            what = "the default graph" if graph is None else graph.text[:100]
            raise QueryError(
                f"{what} at {place} can't be written: everything but the graphs "
                f"{self._writable}… is derived from articles; name one of those"
            )

    def _iri(self, token: Token | None) -> str | None:
        if token is None:
            return None
        if token.kind == "iri":
            return resolved(self._base, token.text[1:-1])
        prefix, colon, local = token.text.partition(":")
        if token.kind != "name" or not colon or prefix not in self._prefixes:
            return None
        return self._prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)

    def _named(self, at: int) -> tuple[Token | None, int]:
        """The graph that `[GRAPH] iri` or DEFAULT, NAMED, ALL names, and where it ends."""
        if self._keyword(at) == "GRAPH":
            at += 1
        if self._keyword(at) in ("DEFAULT", "NAMED", "ALL") or at >= len(self._tokens):
            return None, at
        return self._tokens[at], at

    def _command(self, at: int) -> None:
        graph, _ = self._named(at + 1 + (self._keyword(at + 1) == "SILENT"))
        if graph is None or graph.text != _NOTHING.rpartition(" ")[2]:
            self._require(graph, at)

    def _transfer(self, at: int, keyword: str) -> int:
        source, end = self._named(at + 1 + (self._keyword(at + 1) == "SILENT"))
        target, end = self._named(end + 2)  # after TO
        if keyword == "MOVE":
            self._require(source, at)
        self._require(target, at)
        return end

    def _closing(self, at: int) -> int:
        """The token that closes the bracket at `at`."""
        depth = 0
        for i in range(at, len(self._tokens)):
            token = self._tokens[i]
            depth += (token.kind == "open") - (token.kind == "close")
            if depth == 0:
                return i
        return len(self._tokens)

    def _template(self, at: int, with_graph: Token | None) -> int:
        """Check the quads of the template or data block after INSERT or DELETE; where it ends."""
        begin = at + 1 + (self._keyword(at + 1) in ("DATA", "WHERE"))
        if self._text(begin) != "{":
            return at
        end = self._closing(begin)
        i = begin + 1
        while i < end:
            if self._keyword(i) == "GRAPH":
                self._require(self._tokens[i + 1], i)
                i = self._closing(i + 2)
            elif self._text(i) != ".":
                self._require(with_graph, i)
            i += 1
        return end
