"""Builds `senses.json`: which rolesets a word may have, from the PropBank frame files' lexicon."""

import json
from collections.abc import Mapping, Sequence


def build_senses(lexicon: Mapping[str, Sequence[Sequence[str]]]) -> str:
    """The content of `senses.json` for a lexicon alias → [(roleset, part of speech)].

    Words whose only roleset is alias.01 are left out: that is what an unknown word gets anyway.
    """
    by_key: dict[str, list[str]] = {}
    for alias, entries in lexicon.items():
        for roleset, part in entries:
            senses = by_key.setdefault(f"{alias.lower().replace(' ', '_')} {part}", [])
            if roleset not in senses:
                senses.append(roleset)
    kept = {k: v for k, v in sorted(by_key.items()) if v != [k.split(" ")[0] + ".01"]}
    return json.dumps(kept, ensure_ascii=False)
