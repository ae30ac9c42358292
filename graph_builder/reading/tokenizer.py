"""English tokenisation for news: spaCy's rules, and what newspapers add to them.

Tokens follow the Universal Dependencies of English (clitics apart, compounds apart at hyphens),
save that hyphenated names stay whole: `Jae-myung`, `Ching-te`, `al-Sisi`, `Jean-Noël`.
"""

import re

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

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
_ABBREVIATIONS = tuple(word for line in _ABBREVIATION_LINES for word in line.split())

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


def make_tokenizer(nlp: Language) -> Tokenizer:
    """The tokenizer of the reader, over the vocabulary and defaults of a blank English `nlp`."""
    defaults = nlp.Defaults
    prefixes = [*(defaults.prefixes or ()), r"[•●▪■◆◦‣·►–—-](?=\w)", r"\u200b", r"\ufeff", r"--"]
    suffixes = [*(defaults.suffixes or ()), r"(?<=\w)[–—-]", r"--", r"\u200b", r"\ufeff"]
    infixes = [
        *(defaults.infixes or ()),
        r"(?<=\w)[—–](?=\w)",
        r"(?<=[^\W\d_])/(?=[^\W\d_])",
        r"[\u200b\ufeff]",
    ]
    find_infixes = compile_infix_regex(infixes).finditer

    def infixes_outside_names(text: str) -> list[re.Match[str]]:
        if "-" in text and _HYPHENATED_NAME.match(text):
            return []
        return list(find_infixes(text))

    tokenizer = Tokenizer(
        nlp.vocab,
        rules=dict(defaults.tokenizer_exceptions or {}),
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=infixes_outside_names,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
    for abbreviation in _ABBREVIATIONS:
        tokenizer.add_special_case(abbreviation, [{ORTH: abbreviation}])
    return tokenizer
