"""Is it English? Other languages are refused rather than misread."""

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from graph_builder.errors import ArticleError

SAMPLE = 4_000
"""Characters looked at: langid's probabilities saturate well before that."""

SURE = 0.9
"""Probability from which the identifier is believed; short or name-heavy English scores less."""


LATIN_END = "\u0250"
"""End of the Latin blocks of Unicode; English never has more letters beyond it than before."""


def check_language(text: str) -> None:
    """Raises `ArticleError` when `text` is surely in another language than English."""
    sample = text[:SAMPLE]
    letters = [c for c in sample if c.isalpha()]
    latin = sum(1 for c in letters if c < LATIN_END)
    language, probability = _identifier().classify(sample)
    if language != "en" and (probability >= SURE or 2 * latin < len(letters)):
        raise ArticleError(
            f"the article seems to be in another language ({language}): Chancery reads English"
        )


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
