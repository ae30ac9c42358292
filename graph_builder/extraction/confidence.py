"""How sure a claim is: by the rule that found it, as often as that rule was right."""

# First guesses; replaced by what the rules reach on the developing articles.
_STATEMENTS = {
    "clause-that": 0.85,
    "clause-left": 0.85,
    "clause-describe": 0.7,
    "clause-declare": 0.7,
    "clause-quoting": 0.7,
    "clause-infinitive": 0.6,
    "according-to": 0.75,
    "quote-after": 0.9,
    "quote-before": 0.85,
    "quote-dash": 0.9,
    "quote-position": 0.7,
}


def confidence_of(rule: str) -> float:
    """The share of claims found by `rule` that were right, 0 … 1."""
    return _STATEMENTS.get(rule, 0.5)
