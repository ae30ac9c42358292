"""Lemmas from a table of the treebanks' exceptions and rules for regular inflection."""

import json
from collections.abc import Mapping
from functools import lru_cache

from graph_builder.reading.irregular_verbs import IRREGULAR

_VERB_FORMS = frozenset({"VBD", "VBN", "VBG", "VBZ"})
_KEEP_CASE = frozenset({"NNP", "NNPS"})
_LEMMAS_KEPT = 50_000
_VOWELS = frozenset("aeiouy")


class Lemmatizer:
    """Lemmas as the English Universal Dependencies treebanks write them.

    `table` maps "form TAG" (form lower-cased, Penn tag) to a lemma where the rules would err;
    `bases` are known base forms, which decide between candidates ("making" → make, not mak).
    """

    def __init__(self, table: Mapping[str, str], bases: frozenset[str]) -> None:
        self._table = table
        self._bases = bases
        self.lemma = lru_cache(maxsize=_LEMMAS_KEPT)(self._lemma)

    @classmethod
    def from_json(cls, text: str) -> "Lemmatizer":
        """From the file `lemmas.json`: {"table": {...}, "bases": [...]}."""
        content = json.loads(text)
        return cls(content["table"], frozenset(content["bases"]))

    def _lemma(self, word: str, tag: str) -> str:
        """The lemma of `word` under the Penn tag `tag`; never empty."""
        form = word.lower().replace("’", "'")
        if tag in ("VBD", "VBN") and form in IRREGULAR:
            return IRREGULAR[form]  # also where the treebanks err ("fled": flead)
        known = self._table.get(f"{form} {tag}")
        if known is not None:
            return known
        return self.by_rule(word, tag)

    def by_rule(self, word: str, tag: str) -> str:
        """What regular inflection gives, the table left aside."""
        form = word.lower().replace("’", "'")
        if tag in _KEEP_CASE:
            return word[:-1] if tag == "NNPS" and form.endswith("s") and len(form) > 3 else word
        if tag == "NNS":
            return self._first_known(_singulars(form), form)
        if tag in _VERB_FORMS:
            return self._first_known(_verb_bases(form, tag), form)
        if tag in ("JJR", "RBR"):
            return self._first_known(_stripped(form, "er"), form)
        if tag in ("JJS", "RBS"):
            return self._first_known(_stripped(form, "est"), form)
        return form or word

    def _first_known(self, candidates: list[str], form: str) -> str:
        for candidate in candidates:
            if candidate in self._bases:
                return candidate
        return candidates[0] if candidates else form


def _singulars(form: str) -> list[str]:
    if len(form) < 3 or not form.endswith("s") or form.endswith("ss"):
        return []
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y", form[:-1]]
    if form.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        return [form[:-2], form[:-1]]
    if form.endswith("ves"):
        return [form[:-1], form[:-3] + "f", form[:-3] + "fe"]
    return [form[:-1]]


def _verb_bases(form: str, tag: str) -> list[str]:
    if tag == "VBZ":
        return _singulars(form)
    if tag == "VBG":
        return _stripped(form, "ing")
    if form.endswith("ied") and len(form) > 4:
        return [form[:-3] + "y"]
    return _stripped(form, "ed")


def _stripped(form: str, suffix: str) -> list[str]:
    """Base forms behind a form in -ed, -ing, -er or -est, the likeliest first."""
    stem = form.removesuffix(suffix)
    if stem == form or len(stem) < 2 or not _VOWELS & set(stem):
        return []
    if suffix in ("er", "est") and stem.endswith("i"):
        return [stem[:-1] + "y"]
    with_e = [stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2]:
        single, double = stem[:-1], stem
        order = [double, single] if stem[-1] in "aeiouls" else [single, double]
        return order + with_e
    if stem.endswith(("at", "iz", "is", "v", "c", "u", "rg", "dg", "ng")) and not stem.endswith(
        ("eat", "oat", "ring", "king", "ling", "hang")
    ):
        return [*with_e, stem]
    return [stem, *with_e]
