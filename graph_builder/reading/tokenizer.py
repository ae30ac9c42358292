"""English tokenisation for news: spaCy's rules, and what newspapers add to them.

Tokens follow the Universal Dependencies of English (clitics apart, compounds apart at hyphens),
save that hyphenated names stay whole: `Jae-myung`, `Ching-te`, `al-Sisi`, `Jean-Noël`.
"""

import re
from collections.abc import Callable
from typing import Any

import numpy as np
from spacy.attrs import IDX
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

TOKENIZER = "chancery_tokenizer"
"""Its name in spaCy's registry."""

_ABBREVIATION_LINES = (
    "Adm. Amb. Brig. Capt. Cmdr. Col. Cpl. Dept. Fr. Gen. Gov. Hon. Lt. Maj. Min. Mgr. Msgr.",
    "Pres. Prof. Rep. Reps. Rev. Sec. Sen. Sens. Sgt. Spc. St. Supt.",
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec.",
    "Inc. Corp. Co. Ltd. Bros. No. Nos. vs. approx. est.",
    "U.S. U.K. U.N. E.U. U.A.E. D.C. U.S.A. D.P.R.K. R.O.K. P.R.C.",
    "Ala. Ariz. Ark. Calif. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Ky. La. Md. Mass. Mich.",
    "Minn. Miss. Mont. Neb. Nev. N.C. N.D. N.H. N.J. N.M. N.Y. Okla. Ore. Pa. R.I. S.C. S.D.",
    "Tenn. Tex. Va. Vt. Wash. Wis. W.Va.",
)
_ABBREVIATION_RULES = {
    word: [{ORTH: word}] for line in _ABBREVIATION_LINES for word in line.split()
}

# One romanised syllable of a Korean (Revised Romanisation and older spellings), Chinese
# (Wade-Giles) or similar given name. None ends in d, which keeps "Kim-led" a compound.
_ONSET = r"(?:[bdgjkmnprstwyh]|bb|ch|hs|kh|ph|sh|ts|th|kw|hy|ky|my|py|ty|gy|ny|by|sz|tz|chw|hw|gw)?"
_NUCLEUS = (
    r"(?:a|ae|ah|ai|ao|e|ee|eo|eou|eu|eui|ei|i|ia|ian|iang|iao|ie|io|iu|ih|o|oe|oo|ou|u|ua|uan|ue|"
    r"ui|uk|uo|wa|we|wi|wo|wha|whan|ya|yae|ye|yeo|yo|you|yu|ü)"
)
_CODA = r"(?:ng|n|m|k|c|ck|g|l|ll|r|p|b|t|h)?"
_SYLLABLE = rf"(?:{_ONSET}{_NUCLEUS}{_CODA})"
_EAST_ASIAN = rf"(?i:{_SYLLABLE})-(?!long|run|on-)l?{_SYLLABLE}(?:-{_SYLLABLE})?"
_PARTICLE = r"(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]r|[Aa]n|[Aa]t|[Aa]z|[Uu]l|[Dd]e|[Oo]uld)"
_GIVEN = (
    r"(?:Jean|Marie|Anne|Anna|Pierre|Karl|Carl|Hans|Heinz|Jan|Mary|Abd|Abdel|Abdul|Abdal|Abdoul|"
    r"Saint|Sainte|Louis|Paul|François|Franz|Ernst|Klaus|Kim|Lee|Eva|Juan|José|Luis|Bin|Ben)"
)
_CAPITALISED = r"[^\W\d_a-z][\w’']+"
_HYPHENATED_NAME = re.compile(
    rf"(?:(?=[^\W\d_a-z]){_EAST_ASIAN}|{_PARTICLE}-{_CAPITALISED}|{_GIVEN}-{_CAPITALISED})"
    rf"(?=$|['’]s?$|['’]s\W*$|[.,;:!?)\]\"”’]+$)"
)

# A capital and its dot are an initial ("J. Smith"), save where the letter ends a sentence: the
# network X, after words that speak of one; a letter that numbers a thing ("Plan B."); a line's end.
_FINAL_LETTER = re.compile(
    r"(?<![\w.])(?:"
    r"(?:(?i:on|via|to|platform|network|site|service|app|twitter|called|renamed|now|formerly)\s+X"
    r"|(?i:plan|vitamin|group|annex|appendix|article|category|class|grade|section|type|point|option"
    r"|exhibit|schedule|block|hepatitis|influenza|gate|terminal|side)\s+[A-Z])(?=\.(?:\s+[^\W\d_a-z]|$))"
    r"|[^\W\d_a-z](?=\.[\"”’')\]]*\s*(?:\n|$)))"
)

_WORDS_SHOWN = 10_000  # spaCy remembers as many


class NewsTokenizer(Tokenizer):  # type: ignore[misc]  # compiled, without types
    """spaCy's tokenizer, which sees a word at a time, and a look at what stands around letters.

    spaCy remembers how it has cut a word, but nothing behind the first exception ("U.S.") of a
    text; so words are shown to it one by one when they are new.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._shown: set[str] = set()

    def __call__(self, text: str) -> Doc:
        """The tokens of `text`; "on X. Lithuania" has the dot apart, "J. Smith" has not."""
        if len(self._shown) < _WORDS_SHOWN:
            new = set(text.split()) - self._shown
            for word in new:
                super().__call__(word)
            self._shown |= new
        doc = super().__call__(text)
        found = [match.end() for match in _FINAL_LETTER.finditer(text)]
        return _with_dots_apart(doc, found) if found else doc


def _with_dots_apart(doc: Doc, dots: list[int]) -> Doc:
    """`doc` with the tokens cut whose last character stands at one of these offsets."""
    starts = doc.to_array(IDX).astype(np.int64)
    holders = (np.searchsorted(starts, np.array(dots) + 1) - 1).tolist()
    cut = {
        i for i, dot in zip(holders, dots, strict=True) if starts[i] + 1 == dot and len(doc[i]) == 2
    }
    if not cut:
        return doc
    words, spaces = [], []
    for token in doc:
        words += [token.text[0], "."] if token.i in cut else [token.text]
        spaces += [False] * (token.i in cut) + [bool(token.whitespace_)]
    return Doc(doc.vocab, words=words, spaces=spaces)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def tokenizer_factory() -> Callable[[Language], Tokenizer]:
    """What `spacy.blank` makes the tokenizer of a pipeline with."""
    return make_tokenizer


def make_tokenizer(nlp: Language) -> Tokenizer:
    """The tokenizer of the reader, over the vocabulary and defaults of a blank English `nlp`."""
    defaults = nlp.Defaults
    prefixes = [*(defaults.prefixes or ()), r"[•●▪■◆◦‣·►–—-](?=\w)", r"\u200b", r"\ufeff", r"--"]
    suffixes = [*(defaults.suffixes or ()), r"(?<=\w)[–—-]", r"--", r"\u200b", r"\ufeff"]
    infixes = [
        *(defaults.infixes or ()),
        r"(?<=\w)[—–](?=\w)",
        r"(?<=[A-Z]\.)[-–](?=\w)",
        r"(?<=[^\W\d_])/(?=[^\W\d_])",
        r"[\u200b\ufeff]",
    ]
    find_infixes = compile_infix_regex(infixes).finditer

    def infixes_outside_names(text: str) -> list[re.Match[str]]:
        if "-" in text and _HYPHENATED_NAME.match(text):
            return []
        return list(find_infixes(text))

    return NewsTokenizer(
        nlp.vocab,
        rules={**(defaults.tokenizer_exceptions or {}), **_ABBREVIATION_RULES},
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=infixes_outside_names,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
