"""Pronouns: he, she, it, they and their possessives, and the relative who, which, whose."""

from collections.abc import Iterator

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.pronouns_voices import speaks_for
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.scene import Occurrence, Scene, is_subject
from graph_builder.extraction.tokens import QUOTATION_MARKS, Token, once_per_word

PERSONAL: dict[str, Gender] = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
NEUTER = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})

_REACH = 3  # sentences
_LONGEST_QUOTE = 80  # tokens
_SUBJECT, _SAME_CLAUSE, _POSSESSIVE, _PER_SENTENCE, _PER_WORD = 1.0, 1.2, 1.8, 1.0, 0.01
# Of whom the text tells no gender, three in four are men: to be known for a woman tells more.
_GENDER: dict[Gender, float] = {"f": 1.3, "m": 0.6}
_GOVERNING = 1.0
_BELOW = frozenset({"ccomp", "xcomp", "obj", "obl"})
_UNNAMED = 0.5  # "she" is rather a woman known by name than "her successor"
_SOURCE = 1.5  # "The king will visit Oslo, a spokesman said. He …": the king
_VOICE = 3.0
_SPEAKER = 0.7  # who spoke before goes on: "…, she replied"
_BEFORE_REPORT = frozenset({",", "?", *QUOTATION_MARKS})
_MARGIN = 0.04
# Their object is who the possessive in what follows is about: "thanked X for his help".
_JUDGING = frozenset(
    "congratulate thank praise commend criticize criticise blame condemn accuse applaud fault hail"
    " rebuke mock forgive punish award reward".split()
)


def personal(scene: Scene, token: Token) -> Entity | None:
    """The person behind he or she; None when two are as likely."""
    gender = PERSONAL[token.lower_]
    ahead = _subject_ahead(scene, token)
    if ahead is not None and ahead.may_be(gender):
        return ahead
    barred = _barred(scene, token)
    turn = scene.transcript.at(token.i)
    if turn is not None and turn.speaker is not None:
        barred.add(turn.speaker)  # of himself he says "I"
    spoke = _spoke_before(scene, token)
    if spoke is not None and spoke not in barred and spoke.may_be(gender):
        spoke.gender = spoke.gender or gender
        return spoke
    quoted, says = _is_quoted(token), _says(token)
    saying = says and not quoted and scene.doc[token.i - 1].text in _BEFORE_REPORT
    scores: dict[Entity, float] = {}
    for occurrence in scene.recent(token.i, _REACH):
        entity = occurrence.entity
        if not occurrence.alone or entity.type != "person" or entity in barred:
            continue
        mention = scene.doc.tokens[occurrence.i]
        if (quoted and _says(mention)) or not entity.may_be(gender):
            continue
        score = _score(scene, token, occurrence)
        score -= _SOURCE * (not says and is_source(mention))
        score += _GENDER[gender] if entity.gender == gender else _leaning(entity, gender)
        score += _SPEAKER * (saying and occurrence.subject and _says(mention))
        score -= _VOICE * speaks_for(scene, mention, token)
        score -= _UNNAMED * (entity.gender is None and not entity.named)
        scores[entity] = max(scores.get(entity, -9.0), score) + 0.1 * (entity in scores)
    best = _best(scores)
    if best is scene.somebody:
        return None
    rival = any(entity.gender == gender for entity in scores if entity is not best)
    sure = len(scores) == 1 or (_clear(scores) and not rival)
    if best is not None and best.gender is None and sure:
        best.gender = gender
    return best


@once_per_word
def _is_quoted(token: Token) -> bool:
    """Whether a pronoun stands between quotation marks, as far as its line tells."""
    words = token.doc.tokens
    for i in range(token.i - 1, max(token.i - _LONGEST_QUOTE, -1), -1):
        word = words[i]
        if word.text in QUOTATION_MARKS:
            free = i == 0 or words[i - 1].is_space or bool(words[i - 1].whitespace_)
            return word.text in "“«„" or (word.text == '"' and free and not word.whitespace_)
        if "\n" in word.text:
            return False
    return False


def _says(subject: Token) -> bool:
    """Whether somebody is the subject of a verb of saying: of himself he would say "I"."""
    while subject.dep_ in ("appos", "flat", "nmod:desc") and subject.head.i != subject.i:
        subject = subject.head
    return subject.dep_ == "nsubj" and subject.head.lemma_.lower() in reporting().say


def is_source(subject: Token) -> bool:
    """Whether somebody only says what the sentence tells before him: "…, a spokesman said"."""
    while subject.dep_ in ("appos", "flat", "nmod:desc") and subject.head.i != subject.i:
        subject = subject.head
    verb = subject.head
    if subject.dep_ != "nsubj" or verb.lemma_.lower() not in reporting().say:
        return False
    told = [c.i for c in verb.children if c.dep_ in ("ccomp", "parataxis")]
    before = subject.doc.tokens[subject.sent.start : subject.i]
    # Whose own words stand there goes on to be spoken of: "“I left,” X said. He …"
    return bool(told) and max(told) < subject.i and not any(t.is_quote for t in before)


def _spoke_before(scene: Scene, token: Token) -> Entity | None:
    """Who alone speaks in the sentence before, when the pronoun goes on speaking: "He added …"."""
    number = scene.sentence(token.i)
    if token.dep_ != "nsubj" or not _says(token) or _is_quoted(token):
        return None
    near = [o for o in scene.recent(token.i, 1) if o.entity.type == "person"]
    beside = [o.i for o in near if o.sentence == number and o.i < token.i]
    if any(not _is_quoted(scene.doc[i]) for i in beside):
        return None
    speakers = {o.entity for o in near if o.subject and _says(scene.doc[o.i])}
    return speakers.pop() if len(speakers) == 1 else None


def _subject_ahead(scene: Scene, token: Token) -> Entity | None:
    """The main clause's subject, when the pronoun stands in what is said before it.

    "After his party lost, Ishiba may resign": his party is Ishiba's, if nobody else stands before.
    """
    number = scene.sentence(token.i)
    if any(o.sentence == number and o.entity.type == "person" for o in scene.recent(token.i, 0)):
        return None
    top = token
    while top.head.i != top.i and top.head.dep_ not in ("ROOT", "ccomp"):
        top = top.head
    if top.dep_ not in ("advcl", "obl", "obl:tmod", "advmod") or top.head.i < token.i:
        return None
    subjects = (c for c in top.head.children if c.dep_.startswith("nsubj"))
    subject = next((c for c in subjects if c.i > token.i), None)
    held = scene.discourse.resolve(subject) if subject is not None else ()
    if len(held) != 1 or held[0].type != "person":
        return None
    # "On his visit, the King received him": whoever else was just named may be meant.
    before = {o.entity for o in scene.recent(token.i, 1) if o.entity.type == "person"}
    return held[0] if top.dep_ == "advcl" or not before or held[0] in before else None


def neuter(scene: Scene, token: Token) -> Entity | None:
    """The country or organization behind it or its."""
    if token.lower_ == "it" and not _may_refer(token):
        return None
    subject = clause_subject(token)
    if subject is not None and subject.i < token.i and token.lower_ == "its":
        held = scene.discourse.resolve(subject, conjuncts=False)
        if len(held) == 1 and held[0].type in ("country", "organization"):
            return held[0]
        if len(held) == 1 and (held[0].type == "person" or subject.tag_ not in ("NNS", "NNPS")):
            return held[0] if held[0].type != "person" else None
    scores: dict[Entity, float] = {}
    says = token.lower_ == "it" and token.head.lemma_.lower() in reporting().say
    for occurrence in scene.recent(token.i, 2 if says else 1):
        entity = occurrence.entity
        if entity.type not in ("country", "organization"):
            continue
        if not occurrence.subject and occurrence.sentence != scene.sentence(token.i):
            continue
        scores[entity] = max(scores.get(entity, -9.0), _score(scene, token, occurrence))
    return _best(scores)


def _may_refer(token: Token) -> bool:
    """Whether "it" can stand for an actor: a subject, and not the empty one of "it is clear"."""
    verb = token.head
    empty = any(c.dep_ == "cop" for c in verb.children) or verb.lemma_ in ("be", "seem", "appear")
    reported = token.dep_ == "nsubj:pass" and any(
        c.dep_ in ("ccomp", "csubj") for c in verb.children
    )
    return token.dep_ in ("nsubj", "nsubj:pass") and not empty and not reported


def relative(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """The antecedent of who, which or whose: what the relative clause hangs on."""
    verb = token
    while verb.dep_ not in ("acl:relcl", "ROOT") and verb.head.i != verb.i:
        verb = verb.head
    found: tuple[Entity, ...] = ()
    if verb.dep_ == "acl:relcl" and verb.head.i < token.i:
        # "X, who heads the board, and Y": what is coordinated after the clause is not meant.
        closed = any(c.dep_ == "conj" and c.i > verb.i for c in verb.head.children)
        found = scene.discourse.resolve(verb.head, conjuncts=not closed)
    if token.lower_ in ("who", "whom") and token.i:
        return _nearest_person(scene, token, found)
    return found


def _nearest_person(scene: Scene, token: Token, found: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """For "who": the person just before it, unless the parser's antecedent includes him."""
    comma = scene.doc[token.i - 1].text == ","
    i = token.i - 2 if comma and token.i > 1 else token.i - 1
    if scene.doc[i].text == ")":
        i = max((t.i for t in scene.doc[max(0, i - 6) : i] if t.text == "("), default=i) - 1
    before = scene.discourse.reference(i)
    if before is not None and before.entities and before.entities[0].type in ("person", "group"):
        if all(e in found for e in before.entities):
            return found
        if before.kind in ("name", "title"):
            return before.entities
    if not found or all(e.type in ("person", "group") for e in found):
        return found
    same = scene.sentence(token.i)
    for occurrence in scene.recent(token.i, 0):
        if occurrence.entity.type == "person" and occurrence.sentence == same:
            return (occurrence.entity,)
    return ()


# ---- scoring ------------------------------------------------------------------------------------


def _score(scene: Scene, token: Token, occurrence: Occurrence) -> float:
    """How near and prominent a mention is, seen from the pronoun `token`."""
    distance = scene.sentence(token.i) - occurrence.sentence
    score = -_PER_SENTENCE * distance - _PER_WORD * min(token.i - occurrence.i, 60)
    if occurrence.subject:
        score += _SUBJECT
    subject = clause_subject(token)
    if subject is not None and subject.i == occurrence.i and subject.i != token.i:
        # "X praised his guest" is about X's guest more often than about anyone else's.
        score += _POSSESSIVE if token.dep_ == "nmod:poss" else _SAME_CLAUSE
    owned = token.head
    judged = token.dep_ == "nmod:poss" and owned.dep_ == "obl" and owned.head.lemma_ in _JUDGING
    if judged and occurrence.i in {c.i for c in owned.head.children if c.dep_ == "obj"}:
        score += 3.2  # "congratulated Berg on his victory"
    if owned.dep_ == "conj" and occurrence.i in range(owned.head.i, owned.head.i + 4):
        score += 3.2  # "Berg and his counterpart"
    if occurrence.subject and distance <= 1 and is_subject(token):
        score += 0.4
        if distance == 0 and _governs(scene.doc[occurrence.i], token):
            score += _GOVERNING  # "The minister left for Oslo, where he …"
    return score


def _governs(subject: Token, pronoun: Token) -> bool:
    """Whether the clause of `subject` holds the subordinate clause that `pronoun` opens."""
    verb = pronoun.head
    below = verb.dep_ in ("advcl", "acl:relcl") and subject.head is not verb
    return below and subject.head.is_ancestor(verb)


@once_per_word
def clause_subject(token: Token) -> Token | None:
    """The subject of the clause that `token` stands in: `token` where it is one."""
    verb = token.head
    if token.dep_.startswith("nsubj") and verb.pos_ in ("VERB", "AUX"):
        return token
    while verb.dep_ not in ("ROOT",) and verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    for _ in range(3):
        subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None)
        subject = subject or _misplaced_subject(verb) or _controller(verb)
        if subject is not None:
            return subject
        if verb.dep_ not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _controller(verb: Token) -> Token | None:
    """Who is to do it: "urged X to free his men" is about what X does, not "promised X to"."""
    above = verb.head
    if verb.dep_ != "xcomp" or above.lemma_ in ("promise", "threaten", "vow"):
        return None
    asked = next((c for c in above.children if c.dep_ == "obj" and c.i < verb.i), None)
    return asked if asked is not None and any(c.tag_ == "TO" for c in verb.children) else None


def _misplaced_subject(verb: Token) -> Token | None:
    """The name right before a finite verb whose subject the parser hung elsewhere."""
    if verb.tag_ not in ("VBD", "VBN", "VBZ", "VBP") or verb.i == 0:
        return None
    before = verb.nbor(-1)
    while before.dep_ == "flat" and before.head.i < before.i:
        before = before.head
    return before if before.dep_.startswith("nsubj") and before.pos_ == "PROPN" else None


def _barred(scene: Scene, token: Token) -> set[Entity]:
    """Who can't be meant: the other arguments of the verb that the pronoun itself is one of."""
    if token.dep_ == "nmod:poss" or token.lower_.endswith("self"):
        return set(_owned_head(scene, token)) | _around(scene, token)
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX"):
        return set()
    rivals: Iterator[Token] = (
        c
        for part in (verb, *_completing(verb, token))
        for c in part.children
        if c.i != token.i
        and c.dep_ in ("nsubj", "nsubj:pass", "obj", "iobj")
        and not _is_parted(c, token)
    )
    barred: set[Entity] = set()
    if token.dep_ in ("obj", "iobj", "obl", "obl:agent"):
        subject = clause_subject(token)
        if subject is not None and subject.i != token.i:
            barred.update(scene.discourse.resolve(subject))
    for rival in rivals:
        barred.update(scene.discourse.resolve(rival))
    if is_subject(token):
        barred.update(_named_below(scene, token))
    return barred


def _is_parted(subject: Token, pronoun: Token) -> bool:
    """Of "X was blunt: “…,” he said" X is no argument beside "he", though the parser says so."""
    if not (subject.dep_ == pronoun.dep_ == "nsubj" and subject.i < pronoun.i):
        return False
    return any(t.text == ":" or t.is_quote for t in pronoun.doc[subject.i : pronoun.i])


def _named_below(scene: Scene, token: Token) -> Iterator[Entity]:
    """Of "he said that Lund …", "Lund left, he said": Lund, for nobody names himself."""
    for part in token.head.children:
        if part.i > token.i and part.dep_ in _BELOW:
            held = scene.discourse.references(part.left_edge.i, part.right_edge.i + 1)
            yield from (e for r in held if r.kind == "name" for e in r.entities)
    yield from told_of(scene, token)


def told_of(scene: Scene, speaker: Token) -> tuple[Entity, ...]:
    """Of "Lund left, he said": Lund, for who says it after it is another."""
    verb = speaker.head
    held = (c for c in verb.children if c.dep_ in ("ccomp", "parataxis") and c.i < speaker.i)
    content = next(held, None)
    if content is None and verb.dep_ == "parataxis" and verb.head.i < speaker.i:
        content = verb.head
    if content is None or content.lemma_.lower() in reporting().say:
        return ()
    subject = next((c for c in content.children if c.dep_.startswith("nsubj")), None)
    known = scene.discourse.reference(subject) if subject is not None else None
    return known.entities if known is not None and known.kind == "name" else ()


def _completing(verb: Token, token: Token) -> list[Token]:
    """ "She denied meeting Lund": what the verb of a subject is completed by is about another."""
    return [c for c in verb.children if c.dep_ == "xcomp"] if is_subject(token) else []


def _around(scene: Scene, token: Token) -> set[Entity]:
    """Whose phrase the pronoun stands inside of: "one official in his office" isn't his."""
    found: set[Entity] = set()
    inner = token
    for ancestor in token.ancestors:
        if ancestor.pos_ in ("VERB", "AUX") or inner.dep_ in ("conj", "appos", "acl:relcl"):
            break
        if ancestor.i < token.i:
            found.update(scene.discourse.resolve(ancestor, conjuncts=False))
        inner = ancestor
    return found


def _owned_head(scene: Scene, token: Token) -> tuple[Entity, ...]:
    """What "his" possesses isn't he himself: "his predecessor, X"."""
    linked = [link.name for link in scene.findings.links if link.role.head == token.head.i]
    people = (scene.findings.entity_of.get(name) for name in linked)
    return tuple(e for e in people if e is not None)


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
    lean = 0.3 * feminine - 1.0 * masculine
    return lean if gender == "f" else -lean
