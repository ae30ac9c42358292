"""Whom an article is about: a paragraph that opens with "he" goes on about him.

Obituaries, portraits and chronicles name their subject in the headline and the first sentence, and
then say "he" and "she" for a whole page, whoever else has been named in the paragraph before.
"""

from collections import Counter

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

# Times that he is mentioned for once of anybody else, for the text and for what is quoted.
_OFTENER, _QUOTED = 2, 3
_LONGEST_LABEL = 4  # words of a label of who speaks
_OFTEN = 6  # mentions


def about(scene: Scene, token: Token, gender: Gender, barred: set[Entity]) -> Entity | None:
    """The person whom the article is about, if nobody else stands in the paragraph so far.

    `barred` are those whom the pronoun `token` can't mean.
    """
    start, hero = scene.paragraph_start(token.i), scene.hero
    quoted = scene.doc[start].is_quote
    opening = scene.doc[start : start + _LONGEST_LABEL]
    label = next((t for t in opening[1:] if t.text == ":" and not t.nbor(-1).like_num), None)
    if start <= scene.headline or label is not None:
        return None  # "PRESENTER: Her master was …" answers another voice
    tally: Counter[Entity] = Counter()
    for occurrence in scene.history:
        entity = occurrence.entity
        if occurrence.i >= token.i:
            break
        if entity.type != "person" or not occurrence.alone:
            continue
        if occurrence.i < start:
            tally[entity] += 1
        elif entity not in barred and entity.may_be(gender):
            return None
    ranked = tally.most_common(2)
    if not ranked:
        return None
    main = ranked[0][0]
    if main is hero and main.likely_gender == gender and main not in barred and not quoted:
        return main
    before = scene.discourse.references(start, token.i)
    if any(e.type == "country" for reference in before for e in reference.entities):
        return None  # "In Sudria …; his predecessor" may be of who rules there
    if ranked[0][1] < _OFTEN:
        return None
    times = _QUOTED if quoted else _OFTENER
    alone = len(ranked) == 1 or ranked[0][1] >= times * ranked[1][1]
    fits = main.named and main not in barred and main.may_be(gender)
    return main if alone and fits else None
