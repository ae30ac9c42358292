"""SPARQL queries by the thousand: from a grammar, and by mutation of those."""

import random
from collections.abc import Callable

_IRIS = ("<http://example.org/p>", "<http://example.org/1>", ":a", ":b", "a")
_VARIABLES = ("?a", "?b", "?c", "?d", "$e")
_LITERALS = (
    *("1", "2.5", "1e9", "true", "'x'", '"""long "quote" """', "'y'@en", "-3", "'\\u00e9'"),
    *("'2020-01-01'^^<http://www.w3.org/2001/XMLSchema#date>", "'z'^^<a:b>", "''"),
)
_FUNCTIONS = (
    *("STR", "LANG", "DATATYPE", "ABS", "CEIL", "STRLEN", "UCASE", "YEAR", "MD5", "isIRI"),
    *("ENCODE_FOR_URI", "SHA256", "isNumeric", "BNODE", "IRI"),
)
_OPERATORS = ("+", "-", "*", "/", "=", "!=", "<", ">", "<=", "&&", "||", "IN")
_NOISE = "{}()[]<>.;,?$\"'\\@#^|/*+!=&:%~\x00\x7f\u202eé𝒳 \n\t"


class Grammar:
    """Random queries, mostly valid, some expensive, from a seed."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def query(self) -> str:
        """One query; a third of them mutated."""
        text = "PREFIX : <http://example.org/> " + self._form()
        return self._mutated(text) if self._random.random() < 0.33 else text

    def _one(self, *choices: str) -> str:
        return self._random.choice(choices)

    def _some(self, make: Callable[[], str], most: int, joint: str = " ") -> str:
        return joint.join(make() for _ in range(self._random.randint(1, most)))

    def _form(self) -> str:
        group = self._group(3)
        modifiers = self._modifiers()
        return self._one(
            f"SELECT * {group}{modifiers}",
            f"SELECT DISTINCT {self._some(self._variable, 3)} WHERE {group}{modifiers}",
            f"SELECT ({self._aggregate()} AS ?n) {group}",
            f"SELECT ?a ({self._aggregate()} AS ?n) {group} GROUP BY ?a{modifiers}",
            f"ASK {group}",
            f"CONSTRUCT {{ {self._triple()} }} WHERE {group} LIMIT 100",
            f"DESCRIBE {self._one(*_IRIS[:4])}",
            f"DESCRIBE ?a {group} LIMIT 5",
        )

    def _modifiers(self) -> str:
        return self._one(
            "", " LIMIT 10", " ORDER BY ?a LIMIT 20", " ORDER BY DESC(?b) OFFSET 3", " OFFSET 2"
        )

    def _variable(self) -> str:
        return self._one(*_VARIABLES)

    def _aggregate(self) -> str:
        return self._one(
            "COUNT(*)",
            "COUNT(DISTINCT ?a)",
            "SUM(?c)",
            "MIN(?b)",
            "GROUP_CONCAT(?a; separator=',')",
        )

    def _group(self, depth: int) -> str:
        return "{ " + self._some(lambda: self._element(depth), 3) + " }"

    def _element(self, depth: int) -> str:
        if depth == 0 or self._random.random() < 0.5:
            return self._triple() + " ."
        inner = self._group(depth - 1)
        return self._one(
            f"OPTIONAL {inner}",
            f"{inner} UNION {self._group(depth - 1)}",
            f"MINUS {inner}",
            f"GRAPH {self._one('?g', ':g')} {inner}",
            f"FILTER({self._expression(3)})",
            f"FILTER NOT EXISTS {inner}",
            f"BIND({self._expression(2)} AS ?x{self._random.randint(0, 10**6)})",
            f"VALUES ?a {{ {self._some(lambda: self._one(*_LITERALS[:4]), 6)} }}",
            f"{{ SELECT ?a {inner} LIMIT 3 }}",
        )

    def _term(self) -> str:
        return self._one(*_VARIABLES, *_IRIS[:4], *_LITERALS)

    def _path(self, depth: int = 2) -> str:
        if depth == 0 or self._random.random() < 0.5:
            return self._one(*_IRIS)
        inner = self._path(depth - 1)
        return self._one(
            f"{inner}/{self._path(depth - 1)}", f"({inner}|{self._path(depth - 1)})",
            f"({inner})*", f"({inner})+", f"^({inner})", f"({inner})?",
        )  # fmt: skip

    def _triple(self) -> str:
        subject = self._one(*_VARIABLES, *_IRIS[:4])
        predicate = self._one(*_VARIABLES, self._path())
        return f"{subject} {predicate} {self._term()}"

    def _expression(self, depth: int) -> str:
        if depth == 0:
            return self._term()
        left, right = self._expression(depth - 1), self._expression(depth - 1)
        operator = self._one(*_OPERATORS)
        return self._one(
            f"({left} {operator} {right if operator != 'IN' else f'({right})'})",
            f"{self._one(*_FUNCTIONS)}({left})",
            f"!({left})",
            f"IF({left}, {right}, 1)",
            f"COALESCE({left}, {right})",
            f"REGEX({left}, '{self._one('a', '(a+)+$', '[', '.*', 'x{3}')}')",
            f"CONCAT({left}, {right})",
        )

    def _mutated(self, text: str) -> str:
        rng = self._random
        for _ in range(rng.randint(1, 4)):
            at = rng.randrange(len(text) + 1)
            end = min(len(text), at + rng.randint(1, 12))
            text = rng.choice(
                (
                    text[:at] + rng.choice(_NOISE) + text[at:],
                    text[:at] + text[end:],
                    text[:at] + text[at:end] * rng.randint(2, 40) + text[end:],
                    text[:at] + text[at:][::-1],
                    text[:at] + "".join(rng.sample(text, min(len(text), 8))) + text[end:],
                )
            )
        return text
