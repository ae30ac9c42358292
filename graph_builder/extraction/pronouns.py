"""Pronouns: he, she, it, they and their possessives, and the relative who, which, whose."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.scene import Occurrence, Scene, is_subject

PERSONAL: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f",
}
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where"})

_REACH = 3  # sentences
_SUBJECT, _SAME_CLAUSE, _GENDER, _PER_SENTENCE, _PER_WORD = 1.0, 1.2, 1.5, 1.0, 0.01
_MARGIN = 0.15


def personal(scene: Scene, token: Token) -> Entity | None:
    """The person behind he or she; None when two are as likely."""
    gender = PERSONAL[token.lower_]
    barred = _barred(scene, token)
    scores: dict[Entity, float] = {}
    for occurrence in scene.recent(token.i, _REACH):
        entity = occurrence.entity
        if entity.type != "person" or entity in barred or (entity.gender or gender) != gender:
            continue
        score = _score(scene, token, occurrence)
        score += _GENDER if entity.gender == gender else 0.5 * _leaning(entity, gender)
        scores[entity] = max(scores.get(entity, -9.0), score) + 0.1 * (entity in scores)
    best = _best(scores)
    if best is not None and best.gender is None and (len(scores) == 1 or _clear(scores)):
        best.gender = gender
    return best


def neuter(scene: Scene, token: Token) -> Entity | None:
    """The country or organization behind it or its."""
    subject = _clause_subject(token)
    if subject is not None and subject.i < token.i and token.lower_ == "its":
        held = scene.discourse.resolve(subject, conjuncts=False)
        return held[0] if len(held) == 1 and held[0].type != "person" else None
    scores: dict[Entity, float] = {}
    for occurrence in scene.recent(token.i, 1):
        entity = occurrence.entity
        if entity.type not in ("country", "organization"):
            continue
        if not occurrence.subject and occurrence.sentence != scene.sentence(token.i):
            continue
        scores[entity] = max(scores.get(entity, -9.0), _score(scene, token, occurrence))
    return _best(scores)


def plural(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """The members behind they: the last plural subject, coordination or group."""
    doc = scene.doc
    for occurrence in _plural_candidates(scene, token):
        group = scene.discourse.resolve(doc[occurrence.i])
        if len(group) > 1 or (group and group[0].type == "group"):
            return group
    return ()


def relative(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """The antecedent of who, which or whose: what the relative clause hangs on."""
    verb = token
    while verb.dep_ not in ("acl:relcl", "ROOT") and verb.head.i != verb.i:
        verb = verb.head
    if verb.dep_ != "acl:relcl" or verb.head.i > token.i:
        return ()
    return scene.discourse.resolve(verb.head)


# ---- scoring --------------------------------------------------------------------------------------


def _score(scene: Scene, token: Token, occurrence: Occurrence) -> float:
    """How near and prominent a mention is, seen from the pronoun `token`."""
    distance = scene.sentence(token.i) - occurrence.sentence
    score = -_PER_SENTENCE * distance - _PER_WORD * min(token.i - occurrence.i, 60)
    if occurrence.subject:
        score += _SUBJECT
    subject = _clause_subject(token)
    if subject is not None and subject.i == occurrence.i and subject.i != token.i:
        score += _SAME_CLAUSE
    if is_subject(token) and occurrence.subject and distance <= 1:
        score += 0.4
    return score


def _clause_subject(token: Token) -> Token | None:
    """The subject of the clause that `token` stands in."""
    verb = token.head
    while verb.dep_ not in ("ROOT",) and verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    for _ in range(3):
        subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
        if subject is not None:
            return subject
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _barred(scene: Scene, token: Token) -> set[Entity]:
    """Who can't be meant: the other arguments of the verb that the pronoun itself is one of."""
    if token.tag_ == "PRP$" or token.lower_.endswith("self"):
        return set(_owned_head(scene, token))
    verb = token.head
    rivals: Iterator[Token] = (c for c in verb.children if c.i != token.i and c.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj"))
    barred: set[Entity] = set()
    if token.dep_ in ("obj", "iobj", "obl", "obl:agent"):
        subject = _clause_subject(token)
        if subject is not None and subject.i != token.i:
            barred.update(scene.discourse.resolve(subject))
    for rival in rivals:
        barred.update(scene.discourse.resolve(rival))
    return barred


def _owned_head(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """What "his" possesses isn't he himself: "his predecessor, X"."""
    return tuple(
        e for e in scene.discourse.resolve(token.head, conjuncts=False) if token.head.i != token.i
    )


def _best(scores: dict[Entity, float]) -> Entity | None:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked:
        return None
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _MARGIN:
        return None
    return ranked[0][0]


def _clear(scores: dict[Entity, float]) -> bool:
    ranked = sorted(scores.values(), reverse=True)
    return len(ranked) < 2 or ranked[0] - ranked[1] > 1.0


def _leaning(entity: Entity, gender: Gender) -> float:
    """A weak leaning from the form of a name: Slavic and Latin feminine endings."""
    words = entity.name.lower().split()
    feminine = words[-1].endswith(("ová", "ova", "eva", "ina", "skaya", "ska", "kyzy")) or (
        len(words) > 1 and words[0].endswith("a")
    )
    masculine = words[-1].endswith(("ov", "ev", "ovich", "sky", "ski", "oglu", "uly"))
    lean = float(feminine) - float(masculine)
    return lean if gender == "f" else -lean


def _plural_candidates(scene: Scene, token: Token) -> Iterator[Occurrence]:
    """Mentions before `token`, subjects of each sentence first, nearest sentence first."""
    found = list(scene.recent(token.i, _REACH))
    yield from sorted(found, key=lambda o: (-o.sentence, not o.subject, -o.i))
