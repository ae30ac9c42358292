"""A SPARQL query looked at before it runs: what it must not do, and the graphs that it names.

The grammar of SPARQL 1.1 (https://www.w3.org/TR/sparql11-query/#sparqlGrammar) makes this possible
on tokens alone: a bare word outside of strings, IRIs, comments, variables and prefixed names is a
keyword. Oxigraph checks the rest of the grammar when the query runs. It is laxer than the standard
in that its keywords need not end where a word ends (`trueSERVICE`, `SERVICEex:a`), and that is
reckoned with here.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_letters
from typing import NamedTuple
from urllib.parse import urljoin

from graph_builder.errors import QueryError

MAX_NESTING = 200
"""Deepest nesting of brackets; a few thousand overflow the stack of Oxigraph's parser."""

_UPDATES = frozenset(
    ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
)
_PROLOGUE = frozenset(("BASE", "PREFIX"))


# The terminals of the grammar, cut as Oxigraph's parser cuts them: where the two differed, a text
# could be one thing here and another there. Of the characters beyond ASCII any may be part of a
# name here; those that may not are an error there, since nothing else holds such characters but
# strings, IRIs and comments.
def _letters_and(others: str) -> str:
    excluded = sorted({chr(code) for code in range(128)} - set(ascii_letters + others))
    return f"[^{re.escape(''.join(excluded))}]"


_CHAR = _letters_and("_-0123456789")
_HEX = "[0-9A-Fa-f]"
_ESCAPED = rf"(?:%{_HEX}{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_PREFIX = rf"{_letters_and('')}{_CHAR}*(?:\.+{_CHAR}+)*"
_IN_LOCAL = rf"(?:{_letters_and('_-0123456789:')}|{_ESCAPED})"
_LOCAL = rf"(?:{_letters_and('_0123456789:')}|{_ESCAPED}){_IN_LOCAL}*(?:\.+{_IN_LOCAL}+)?"
_IN_VARIABLE = _letters_and("_0123456789")
_SURROGATE = "[Dd][89A-Fa-f]"
_UNICODE = (
    rf"(?:\\u(?!{_SURROGATE}){_HEX}{{4}}"
    rf"|\\U(?!0000{_SURROGATE})00(?:0{_HEX}|10){_HEX}{{4}})"
)
_IN_IRI = r"[^<>\"{}|^`\\\x00-\x20]"
_ESCAPE = rf"(?:\\[tbnrf\"'\\]|{_UNICODE})"
_TOKEN = re.compile(
    rf"""(?P<space>[ \t\r\n]+|\#[^\r\n]*)
    |(?P<string>\"\"\"(?:\"{{0,2}}(?:[^\"\\]|{_ESCAPE}))*\"\"\"|'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'''
      |"(?:[^"\\\r\n]|{_ESCAPE})*"|'(?:[^'\\\r\n]|{_ESCAPE})*')
    |(?P<iri><{_IN_IRI}*(?:{_UNICODE}{_IN_IRI}*)*>)
    |(?P<variable>[?$]{_IN_VARIABLE}+)
    |(?P<blank>_:{_IN_VARIABLE}{_CHAR}*(?:\.+{_CHAR}+)*)
    |(?P<name>(?:{_PREFIX})?:(?:{_LOCAL})?)
    |(?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    |(?P<number>\d*\.?\d+(?:[eE][+\-]?\d+)?|\d+\.)
    |(?P<word>[A-Za-z][A-Za-z0-9_]*)
    |(?P<open>[({{\[])
    |(?P<close>[)}}\]])
    |(?P<other>\^\^|&&|\|\||[!<>]=|[*+/\-.,;=<>!|^?])""",
    re.VERBOSE | re.DOTALL | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Graphs, by absolute IRI: those whose merge is the default graph, and the named ones.

    Named by the clauses FROM and FROM NAMED of a query, or by its request, which replaces them
    (SPARQL 1.1 Protocol, 2.1.4). With none at all, the store's own are meant.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Token(NamedTuple):
    """A token, where it begins, and what kind of terminal of the grammar it is."""

    kind: str
    text: str
    at: int

    @property
    def keyword(self) -> str | None:
        """The word in capitals; None for what is no bare word."""
        return self.text.upper() if self.kind == "word" else None


def check_query(query: str, prefixes: Mapping[str, str], base_iri: str = "") -> Dataset:
    """The graphs that `query` names, or a `QueryError` that says why it can't be run.

    `prefixes` and `base_iri` are those known without a declaration. Refused: SERVICE, and brackets
    nested deeper than `MAX_NESTING`.
    """
    if "\x00" in query:
        raise QueryError("the query holds a NUL character; remove it")
    if _is_plain(query):
        return Dataset()
    tokens = list(tokens_of(query))
    check_nesting(tokens, query)
    check_reach(tokens, query, "SERVICE", prefixes)
    return _dataset(tokens, prefixes, base_iri, query)


def _is_plain(query: str) -> bool:
    """Whether `query` can hold nothing that is looked for on tokens: most can't, and it saves time.

    No text makes a keyword that it doesn't hold: escapes count in strings, IRIs and names alone.
    """
    upper = query.upper()
    brackets = query.count("(") + query.count("{") + query.count("[")
    return "SERVICE" not in upper and "FROM" not in upper and brackets <= MAX_NESTING


def explain(query: str, prefixes: Collection[str] = ()) -> None:
    """Raise a `QueryError` that says more clearly than a parser why `query` is no query.

    `prefixes` are declared outside of it. Nothing happens where its tokens don't tell: it is no
    update, not empty, declares its prefixes, and has no character out of place.
    """
    tokens = list(tokens_of(query))
    beyond = (t for t in tokens if t.kind not in ("name", "iri") and t.keyword not in _PROLOGUE)
    first = next(beyond, None)
    if first is None:
        raise QueryError("the query is empty; give a SELECT, ASK, CONSTRUCT or DESCRIBE")
    if first.keyword in _UPDATES:
        raise QueryError(
            f"{first.keyword} at {where(query, first.at)} is an update; queries only read "
            "(SELECT, ASK, CONSTRUCT, DESCRIBE)"
        )
    _check_prefixes(tokens, prefixes, query)


def _check_prefixes(tokens: Sequence[Token], prefixes: Collection[str], query: str) -> None:
    """Refuse a name whose prefix is not declared before it."""
    declared = set(prefixes)
    for before, token in zip([None, *tokens], tokens, strict=False):
        if token.kind != "name":
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.keyword == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            raise QueryError(
                f"the prefix {prefix}: at {where(query, token.at)} is not declared; "
                f"begin with PREFIX {prefix}: <…>"
            )


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


def check_nesting(tokens: Sequence[Token], query: str) -> None:
    """Refuse brackets nested deeper than `MAX_NESTING`."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > MAX_NESTING:
            raise QueryError(
                f"brackets are nested deeper than {MAX_NESTING} at {where(query, token.at)}; "
                "flatten the query"
            )


def _dataset(
    tokens: Sequence[Token], prefixes: Mapping[str, str], base: str, query: str
) -> Dataset:
    """The graphs of the clauses FROM and FROM NAMED."""
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
    return Dataset(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named)))


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


def check_reach(tokens: Sequence[Token], text: str, word: str, prefixes: Mapping[str, str]) -> None:
    """Refuse the keyword `word` (SERVICE, LOAD), which would reach out, and texts that may hide it.

    `<` begins an IRI or compares, which only the grammar can tell: a comparison posing as an IRI
    (`1<ex:a#>'`) could make what follows look like a string or a comment. A text that holds `word`
    anywhere is therefore refused unless each of its IRIs can be nothing else. And since Oxigraph
    takes a keyword wherever its letters stand, it is looked for in longer words and in prefixes.
    """
    if word not in text.upper():
        return
    declared = {name.casefold() for name in prefixes}
    declared |= {
        following.text[:-1].casefold()
        for token, following in pairwise(tokens)
        if token.keyword == "PREFIX" and following.kind == "name"
    }
    depth = 0
    for i, token in enumerate(tokens):
        depth += (token.kind == "open") - (token.kind == "close")
        if token.kind == "iri":
            scheme = _SCHEME.match(token.text)
            if scheme is None or scheme[1].casefold() in declared or "'" in token.text:
                raise QueryError(
                    f"the text holds the word {word}, and {token.text[:60]} at "
                    f"{where(text, token.at)} could be an IRI or a comparison; write IRIs in full, "
                    "with a space after a < that compares"
                )
        elif token.kind == "word" and word in token.text.upper():
            raise QueryError(
                f"{word} at {where(text, token.at)} is not allowed: nothing here reaches out to "
                "other machines"
            )
        elif (
            token.kind == "name"
            and word in token.text.upper()
            and _may_hide(word, tokens, i, depth, declared)
        ):
            raise QueryError(
                f"{token.text[:60]} at {where(text, token.at)} could be read as {word}; declare "
                "its prefix, and put a dot between it and a group that follows"
            )


def _may_hide(word: str, tokens: Sequence[Token], i: int, depth: int, declared: Set[str]) -> bool:
    """Whether the name at `i`, which holds `word`, could be read as something before that keyword,
    the keyword, and something after it.

    A prefix that isn't declared leaves no other reading. One that is may not suffice: the parser
    tries again with the shorter prefix, or without the local part, if the rest doesn't parse. But
    LOAD begins an operation, and SERVICE is followed by a name or variable and a group.
    """
    prefix = tokens[i].text.partition(":")[0]
    if word in prefix.upper() and prefix.casefold() not in declared:
        return True
    before = tokens[i - 1].keyword if i else None
    if word == "LOAD":
        return depth == 0 and before is None
    if before in ("GRAPH", "FROM", "NAMED"):
        return False
    following = [t for t in tokens[i + 1 : i + 4] if t.keyword != "SILENT"]
    if following and following[0].kind in ("iri", "name", "variable"):
        del following[0]
    return bool(following) and following[0].text == "{"


_SCHEME = re.compile(r"<([A-Za-z][A-Za-z0-9+.\-]*):")
