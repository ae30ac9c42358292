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
    here = [o for o in scene.history.between(start, token.i) if o.i >= start]
    people = {o.entity for o in here if o.entity.type == "person" and o.alone}
    if any(person.may_be(gender) for person in people - barred):
        return None
    before = scene.history.between(0, token.i)
    told = (o for o in before if o.i < start and o.entity.type == "person" and o.alone)
    tally = Counter(o.entity for o in told)
    if not tally:
        return None
    main = tally.most_common(1)[0][0]
    if not main.named or main in barred or not main.may_be(gender):
        return None
    if main is hero and main.likely_gender == gender and not quoted:
        return main
    references = scene.discourse.references(start, token.i)
    # "In Sudria …; his predecessor" may be of who rules there
    of_a_land = any(e.type == "country" for reference in references for e in reference.entities)
    return main if not of_a_land and _dominates(tally, _QUOTED if quoted else _OFTENER) else None


def _dominates(tally: Counter[Entity], times: int) -> bool:
    """Whether somebody is mentioned often, and `times` as often as the next."""
    (_, most), *others = tally.most_common(2)
    return most >= _OFTEN and all(most >= times * other for _, other in others)
