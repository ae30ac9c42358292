"""A SPARQL query looked at before it runs: its form, its graphs, and what it must not do.

The grammar of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar) makes this possible
on tokens alone: a bare word outside of strings, IRIs, comments, variables and prefixed names is a
keyword. Oxigraph checks the rest of the grammar when the query runs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal
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
_REACHES_OUT = re.compile(r"\bSERVICE\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """The form of a query and the absolute IRIs of its FROM and FROM NAMED clauses."""

    form: Form
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    at: int

    @property
    def keyword(self) -> str | None:
        return self.text.upper() if self.kind == "word" else None


def check_query(query: str, prefixes: Mapping[str, str]) -> ParsedQuery:
    """What `query` is, or a `QueryError` that says why it can't be run.

    `prefixes` are those known without a declaration. Refused: updates, SERVICE, and brackets
    nested deeper than `MAX_NESTING`.
    """
    if "\x00" in query:
        raise QueryError("the query holds a NUL character; remove it")
    tokens = list(_tokens(query))
    _check_nesting(tokens, query)
    for token in tokens:
        if token.keyword == "SERVICE":
            raise QueryError(
                f"SERVICE at {_where(query, token.at)} is not allowed: queries run on this graph "
                "alone and never reach out"
            )
    form = _form(tokens, query)
    if _REACHES_OUT.search(query):
        _check_service_again(query)
    default, named = _datasets(tokens, prefixes, query)
    return ParsedQuery(form, default, named)


def _tokens(query: str) -> Iterator[_Token]:
    at = 0
    while at < len(query):
        match = _TOKEN.match(query, at)
        if match is None:
            raise QueryError(
                f"the query doesn't parse: unexpected {query[at]!r} at {_where(query, at)}"
            )
        if match.lastgroup != "space":
            yield _Token(str(match.lastgroup), match.group(), at)
        at = match.end()


def _where(query: str, at: int) -> str:
    line = query.count("\n", 0, at) + 1
    return f"line {line}, column {at - query.rfind(chr(10), 0, at)}"


def _check_nesting(tokens: list[_Token], query: str) -> None:
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > MAX_NESTING:
            raise QueryError(
                f"brackets are nested deeper than {MAX_NESTING} at {_where(query, token.at)}; "
                "flatten the query"
            )


def _form(tokens: list[_Token], query: str) -> Form:
    for token in tokens:
        keyword = token.keyword or ""
        if keyword in _FORMS:
            return _FORMS[keyword]
        if keyword in _UPDATES:
            raise QueryError(
                f"{keyword} at {_where(query, token.at)} is an update; queries only read "
                "(SELECT, ASK, CONSTRUCT, DESCRIBE)"
            )
        if keyword in ("BASE", "PREFIX") or token.kind in ("name", "iri"):
            continue
        raise QueryError(
            f"the query doesn't parse: unexpected {token.text!r} at {_where(query, token.at)}"
        )
    raise QueryError("the query is empty; give a SELECT, ASK, CONSTRUCT or DESCRIBE")


def _datasets(
    tokens: list[_Token], prefixes: Mapping[str, str], query: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The FROM and FROM NAMED graphs, as absolute IRIs."""
    base, known = "", dict(prefixes)
    default: list[str] = []
    named: list[str] = []
    for i, token in enumerate(tokens):
        rest = tokens[i + 1 : i + 3]
        if token.keyword == "BASE" and rest:
            base = urljoin(base, rest[0].text[1:-1])
        elif token.keyword == "PREFIX" and len(rest) == 2:
            known[rest[0].text[:-1]] = urljoin(base, rest[1].text[1:-1])
        elif token.keyword == "FROM" and rest:
            is_named = rest[0].keyword == "NAMED"
            graph = rest[-1] if is_named else rest[0]
            (named if is_named else default).append(_absolute(graph, base, known, query))
    return tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named))


def _absolute(token: _Token, base: str, prefixes: Mapping[str, str], query: str) -> str:
    if token.kind == "iri":
        return urljoin(base, token.text[1:-1]) if base else token.text[1:-1]
    prefix, _, local = token.text.partition(":")
    if token.kind != "name" or prefix not in prefixes:
        raise QueryError(
            f"the query doesn't parse: {token.text!r} at {_where(query, token.at)} is not a graph"
        )
    return prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)


def _check_service_again(query: str) -> None:
    """A second opinion on a query in which the word "service" occurs, by rdflib's full grammar.

    `<` begins an IRI or compares, which only the grammar can tell: text after a comparison could
    pose as an IRI on tokens, and hide a SERVICE in it.
    """
    if re.search(r"\\u", query, re.IGNORECASE):
        raise QueryError(
            r"the query holds the word SERVICE and a \u escape, and is refused to be safe; "
            "write the character itself"
        )
    # Imported here: rdflib takes 0.2 s to import, and hardly a query needs it.
    from rdflib.plugins.sparql.parser import parseQuery  # noqa: PLC0415

    try:
        tree = parseQuery(query)
    except Exception as error:  # pyparsing's own, RecursionError, and rdflib's all mean "unclear"
        raise QueryError(
            "the query holds the word SERVICE and can't be shown to be harmless "
            f"({' '.join(str(error).split())[:120]}); rename what is called so"
        ) from error
    if _names_service(tree):
        raise QueryError("SERVICE is not allowed: queries run on this graph alone")


def _names_service(node: Any) -> bool:
    if getattr(node, "name", None) == "ServiceGraphPattern":
        return True
    if isinstance(node, Mapping):
        return any(_names_service(child) for child in node.values())
    if isinstance(node, list | tuple) or type(node).__name__ == "ParseResults":
        return any(_names_service(child) for child in node)
    return False
