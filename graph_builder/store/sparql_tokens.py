"""A SPARQL query looked at before it runs: its form, its graphs, and what it must not do.

The grammar of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar) makes this possible
on tokens alone: a bare word outside of strings, IRIs, comments, variables and prefixed names is a
keyword. Oxigraph checks the rest of the grammar when the query runs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin

from graph_builder.errors import QueryError

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

MAX_NESTING = 200
"""Deepest nesting of brackets; a few thousand overflow the stack of Oxigraph's parser."""

_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_FORMS: Mapping[str, Form] = {
    "SELECT": "SELECT",
    "ASK": "ASK",
    "CONSTRUCT": "CONSTRUCT",
    "DESCRIBE": "DESCRIBE",
}

# Terminals of the grammar, longest first where one begins like another.
_TOKEN = re.compile(
    r"""(?P<space>[ \t\r\n]+|\#[^\r\n]*)
    |(?P<string>\"\"\"(?:\"{0,2}(?:[^\"\\]|\\.))*\"\"\"|'''(?:'{0,2}(?:[^'\\]|\\.))*'''
      |"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
    |(?P<iri><[^<>"{}|^`\\\x00-\x20]*(?:\\u[0-9A-Fa-f]{4}[^<>"{}|^`\\\x00-\x20]*)*>)
    |(?P<variable>[?$]\w+)
    |(?P<blank>_:[\w.\-·]+)
    |(?P<name>(?:[^\W\d_][\w.\-·]*)?:(?:[\w.\-:·]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*)
    |(?P<language>@[A-Za-z][A-Za-z0-9\-]*)
    |(?P<number>\d*\.?\d+(?:[eE][+\-]?\d+)?|\d+\.)
    |(?P<word>[A-Za-z][A-Za-z0-9_]*)
    |(?P<open>[({\[])
    |(?P<close>[)}\]])
    |(?P<other>\^\^|&&|\|\||[!<>]=|[*+/\-.,;=<>!|^?])""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The form of a query and the absolute IRIs of its FROM and FROM NAMED clauses."""

    form: Form
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A token, where it begins, and what kind of terminal of the grammar it is."""

    kind: str
    text: str
    at: int

    @property
    def keyword(self) -> str | None:
        """The word in capitals; None for what is no bare word."""
        return self.text.upper() if self.kind == "word" else None


def check_query(query: str, prefixes: Mapping[str, str], base_iri: str = "") -> ParsedQuery:
    """What `query` is, or a `QueryError` that says why it can't be run.

    `prefixes` and `base_iri` are those known without a declaration. Refused: updates, SERVICE, and
    brackets nested deeper than `MAX_NESTING`.
    """
    if "\x00" in query:
        raise QueryError("the query holds a NUL character; remove it")
    tokens = list(tokens_of(query))
    check_nesting(tokens, query)
    check_reach(tokens, query, "SERVICE", prefixes)
    form = _form(tokens, query)
    default, named = _datasets(tokens, prefixes, base_iri, query)
    return ParsedQuery(form, default, named)


def tokens_of(query: str) -> Iterator[Token]:
    """The tokens of a query or update; raises `QueryError` where none begins."""
    at = 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            raise QueryError(
                f"the query doesn't parse: unexpected {query[at]!r} at {where(query, at)}"
            )
        if match.lastgroup != "space":
            yield Token(str(match.lastgroup), match.group(), at)
        at = match.end()


def where(query: str, at: int) -> str:
    """A place as people say it."""
    line = query.count("\n", 0, at) + 1
    return f"line {line}, column {at - query.rfind(chr(10), 0, at)}"


def check_nesting(tokens: list[Token], query: str) -> None:
    """Refuse brackets nested deeper than `MAX_NESTING`."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > MAX_NESTING:
            raise QueryError(
                f"brackets are nested deeper than {MAX_NESTING} at {where(query, token.at)}; "
                "flatten the query"
            )


def _form(tokens: list[Token], query: str) -> Form:
    for token in tokens:
        keyword = token.keyword or ""
        if keyword in _FORMS:
            return _FORMS[keyword]
        if keyword in _UPDATES:
            raise QueryError(
                f"{keyword} at {where(query, token.at)} is an update; queries only read "
                "(SELECT, ASK, CONSTRUCT, DESCRIBE)"
            )
        if keyword in ("BASE", "PREFIX") or token.kind in ("name", "iri"):
            continue
        raise QueryError(
            f"the query doesn't parse: unexpected {token.text!r} at {where(query, token.at)}"
        )
    raise QueryError("the query is empty; give a SELECT, ASK, CONSTRUCT or DESCRIBE")


def _datasets(
    tokens: list[Token], prefixes: Mapping[str, str], base: str, query: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The FROM and FROM NAMED graphs, as absolute IRIs."""
    known = dict(prefixes)
    default: list[str] = []
    named: list[str] = []
    for i, token in enumerate(tokens):
        rest = tokens[i + 1 : i + 3]
        if token.keyword == "BASE" and rest:
            base = resolved(base, rest[0].text[1:-1])
        elif token.keyword == "PREFIX" and len(rest) == 2:
            known[rest[0].text[:-1]] = resolved(base, rest[1].text[1:-1])
        elif token.keyword == "FROM" and rest:
            is_named = rest[0].keyword == "NAMED"
            graph = rest[-1] if is_named else rest[0]
            (named if is_named else default).append(_absolute(graph, base, known, query))
    return tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named))


def resolved(base: str, reference: str) -> str:
    """`reference` against `base` (RFC 3986); raises `QueryError` for what is no IRI."""
    # urljoin drops an empty fragment, which is what a namespace often ends in.
    try:
        joined = urljoin(base, reference) if base else reference
    except ValueError as error:
        raise QueryError(f"the query doesn't parse: <{reference[:100]}> is no IRI") from error
    return joined if not reference.endswith("#") else joined.removesuffix("#") + "#"


def _absolute(token: Token, base: str, prefixes: Mapping[str, str], query: str) -> str:
    if token.kind == "iri":
        return resolved(base, token.text[1:-1])
    prefix, _, local = token.text.partition(":")
    if token.kind != "name" or prefix not in prefixes:
        raise QueryError(
            f"the query doesn't parse: {token.text!r} at {where(query, token.at)} is not a graph"
        )
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def check_reach(tokens: list[Token], text: str, word: str, prefixes: Mapping[str, str]) -> None:
    """Refuse the keyword `word` (SERVICE, LOAD), which would reach out, and texts that may hide it.

    `<` begins an IRI or compares, which only the grammar can tell: a comparison posing as an IRI
    (`1<ex:a#>'`) could make what follows look like a string or a comment. A text that holds `word`
    anywhere is therefore refused unless each of its IRIs can be nothing else.
    """
    for token in tokens:
        if token.keyword == word:
            raise QueryError(
                f"{word} at {where(text, token.at)} is not allowed: nothing here reaches out to "
                "other machines"
            )
    if not re.search(rf"\b{word}\b", text, re.IGNORECASE):
        return
    declared = {name.casefold() for name in prefixes}
    declared |= {t.text[:-1].casefold() for t in tokens if t.kind == "name" and t.text[-1] == ":"}
    for token in tokens:
        if token.kind == "iri":
            scheme = _SCHEME.match(token.text)
            if scheme is None or scheme[1].casefold() in declared or "'" in token.text:
                raise QueryError(
                    f"the text holds the word {word}, and {token.text[:60]} at "
                    f"{where(text, token.at)} could be an IRI or a comparison; write IRIs in full, "
                    "with a space after a < that compares"
                )


_SCHEME = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]*):")
