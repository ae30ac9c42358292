"""Pronouns: he, she, it, they and their possessives, and the relative who, which, whose."""

from collections.abc import Collection

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.history import Occurrence
from graph_builder.extraction.pronouns_barred import PERSONAL, barred_for, clause_subject
from graph_builder.extraction.pronouns_clauses import (
    governs,
    holds,
    is_listed_before,
    is_parallel,
    is_sent,
    is_sent_where,
)
from graph_builder.extraction.pronouns_portrait import of_life
from graph_builder.extraction.pronouns_topic import about
from graph_builder.extraction.pronouns_voices import speaks_for
from graph_builder.extraction.remembered import once_per_word
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.role_phrase import office_key
from graph_builder.extraction.scene import Scene, is_subject
from graph_builder.extraction.tokens import QUOTATION_MARKS, Token

NEUTER = frozenset({"it", "its", "itself"})
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})

_OF_BODIES = frozenset({"secretary", "general"})
_NEAR = 6  # words to the head of what "its" tells whose it is
_REACH = 3  # sentences
_LONGEST_QUOTE = 80  # tokens
_SUBJECT, _SAME_CLAUSE, _POSSESSIVE, _PER_SENTENCE, _PER_WORD = 1.0, 1.2, 1.8, 1.0, 0.01
# Of whom the text tells no gender, three in four are men: to be known for a woman tells more.
_GENDER: dict[Gender, float] = {"f": 1.3, "m": 0.6}
_GOVERNING = 1.0
_UNNAMED = 0.5  # "she" is rather a woman known by name than "her successor"
_SOURCE = 1.5  # "The king will visit Oslo, a spokesman said. He …": the king
_VOICE = 3.0
_HERO = 0.6  # whom an obituary or a portrait is about
_CHAIN = 0.8  # whoever was "him" is rather "he" than who was named beside him
_SPEAKER = 0.7  # who spoke before goes on: "…, she replied"
_PARALLEL = 1.5
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
    if token.lower_.endswith("self") and (stressed := _stressed(scene, token)) is not None:
        return stressed
    ahead = _subject_ahead(scene, token)
    if ahead is not None and ahead.may_be(gender):
        return ahead
    barred = barred_for(scene, token)
    turn = scene.transcript.at(token.i)
    if turn is not None and turn.speaker is not None:
        barred.add(turn.speaker)  # of himself he says "I"
    elif turn is not None and scene.doc[turn.end - 1].text == "?" and scene.transcript.answering:
        barred.add(scene.transcript.answering)  # who is asked is "you"
    told = _told(scene, token, barred, labelled=turn is not None)
    return told if told is not None else _likeliest(scene, token, barred)


def _told(scene: Scene, token: Token, barred: set[Entity], *, labelled: bool) -> Entity | None:
    """Whom the article is about or who alone speaks before; `labelled` is a transcript's turn."""
    gender = PERSONAL[token.lower_]
    quoted, says = _is_quoted(token), _says(token)
    if not (quoted or labelled) and (life := of_life(scene, token, gender, barred)) is not None:
        return life
    main = None if says and not quoted else about(scene, token, gender, barred)
    opens = main is not None and (is_subject(token) or token.dep_ == "nmod:poss")
    speaker = _last_speaker(scene, token) if opens else None
    if main is not None and speaker in (None, main):
        return main
    spoke = _spoke_before(scene, token)
    if spoke is None or spoke in barred or not spoke.may_be(gender):
        return None
    spoke.gender = spoke.gender or gender
    return spoke


def _likeliest(scene: Scene, token: Token, barred: set[Entity]) -> Entity | None:
    """The likeliest of those who were mentioned; None when two are as likely."""
    gender, quoted, says = PERSONAL[token.lower_], _is_quoted(token), _says(token)
    reports = says and not quoted
    saying = reports and scene.doc[token.i - 1].text in _BEFORE_REPORT
    here = scene.sentence(token.i)
    goes_on, nearest = not reports and token.dep_ != "nmod:poss", None
    scores: dict[Entity, float] = {}
    for occurrence in scene.recent(token.i, _REACH):
        entity = occurrence.entity
        if not occurrence.alone or entity.type != "person" or entity in barred:
            continue
        mention = scene.doc.tokens[occurrence.i]
        if occurrence.sentence == here and PERSONAL.get(mention.lower_, gender) != gender:
            barred.add(entity)  # "Berg opened his house to X and to her friend"
            scores.pop(entity, None)
            continue
        if (quoted and _says(mention)) or not entity.may_be(gender):
            continue
        if reports and _is_quoted(mention):
            continue  # "“Lund was our friend,” he said"
        score = _score(scene, token, occurrence)
        score -= _SOURCE * (not says and is_source(mention))
        score += _GENDER[gender] if entity.gender == gender else _leaning(entity, gender)
        score += _SPEAKER * (saying and occurrence.subject and _says(mention))
        score -= _VOICE * speaks_for(scene, mention, token)
        score -= _UNNAMED * (entity.gender is None and not entity.named)
        nearest = occurrence.sentence if nearest is None else nearest
        chained = goes_on and occurrence.core and occurrence.sentence == nearest
        score += _CHAIN * (chained and PERSONAL.get(mention.lower_) == gender)
        scores[entity] = max(scores.get(entity, -9.0), score) + 0.1 * (entity in scores)
    if (hero := scene.hero) in scores and _goes_on(scene, hero, scores, token):
        scores[hero] += _HERO
    best = _best(scores)
    if best is scene.somebody:
        return None
    rival = any(entity.gender == gender for entity in scores if entity is not best)
    sure = len(scores) == 1 or (_clear(scores) and not rival)
    if best is not None and best.gender is None and sure:
        best.gender = gender
    return best


def _stressed(scene: Scene, token: Token) -> Entity | None:
    """Who is stressed by the word right behind: "Lund himself has said nothing"."""
    before = scene.discourse.reference(token.i - 1) if token.i else None
    told = before is not None and before.end == token.i and len(before.entities) == 1
    person = before.entities[0] if told and before is not None else None
    return person if person is not None and person.type == "person" else None


def _beside(scene: Scene, token: Token) -> set[Entity]:
    """The persons whom the sentence has told of before the pronoun."""
    number = scene.sentence(token.i)
    near = (o for o in scene.recent(token.i, 0) if o.sentence == number)
    return {o.entity for o in near if o.entity.type == "person"}


def _goes_on(scene: Scene, hero: Entity, rivals: Collection[Entity], token: Token) -> bool:
    """Whether the paragraph is about `hero` and the sentence has told of none of the `rivals`."""
    if any(e in rivals for e in _beside(scene, token) if e is not hero):
        return False
    start = scene.paragraph_start(token.i)
    return any(start <= r.head < token.i for r in hero.references)


def _last_speaker(scene: Scene, token: Token) -> Entity | None:
    """Who said something in the sentences just before: a report on his words may go on.

    Where the text has a hero, only who spoke last of all that acted there.
    """
    near = (o for o in scene.recent(token.i, 2) if o.entity.type == "person" and o.subject)
    spoke = ((o.entity, _says(scene.doc[o.i])) for o in near)
    if scene.hero is None:
        return next((entity for entity, said in spoke if said), None)
    entity, said = next(spoke, (None, False))
    return entity if said else None


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
    if _beside(scene, token):
        return None
    top = token
    while top.head.i != top.i and top.head.dep_ not in ("ROOT", "ccomp"):
        top = top.head
    if top.dep_ not in ("advcl", "obl", "obl:unmarked", "advmod") or top.head.i < token.i:
        return None
    subjects = (c for c in top.head.children if c.dep_.startswith("nsubj"))
    subject = next((c for c in subjects if c.i > token.i), None)
    held = scene.discourse.resolve(subject) if subject is not None else ()
    if len(held) != 1 or held[0].type != "person":
        return None
    if token.head.dep_ in ("appos", "obl:unmarked"):
        return held[0]  # "On Friday, his last day in office, Ishiba signed"
    # "On his visit, the King received him": whoever else was just named may be meant.
    before = {o.entity for o in scene.recent(token.i, 1) if o.entity.type == "person"}
    return held[0] if top.dep_ == "advcl" or not before or held[0] in before else None


def neuter(scene: Scene, token: Token) -> Entity | None:
    """The country or organization behind it or its."""
    if token.lower_ == "it" and (not _may_refer(token) or _is_thing(scene, token)):
        return None
    if token.lower_ == "its" and (body := _headed_so(scene, token)) is not None:
        return body
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


def _headed_so(scene: Scene, token: Token) -> Entity | None:
    """Of "its secretary-general" the body that acted, or was named, last: no country has one."""
    roles = (scene.role_at.get(i) for i in range(token.i + 1, token.i + _NEAR))
    role = next((r for r in roles if r is not None and r.owner == token.i), None)
    if role is None or not office_key(role) >= _OF_BODIES:
        return None
    near = [o for o in scene.recent(token.i, 1) if o.entity.type == "organization"]
    best = max(near, key=lambda o: (o.subject, o.core), default=None)
    return best.entity if best is not None else None


def _may_refer(token: Token) -> bool:
    """Whether "it" can stand for an actor: a subject, and not the empty one of "it is clear"."""
    verb = token.head
    empty = any(c.dep_ == "cop" for c in verb.children) or verb.lemma_ in ("be", "seem", "appear")
    reported = token.dep_ == "nsubj:pass" and any(
        c.dep_ in ("ccomp", "csubj") for c in verb.children
    )
    return token.dep_ in ("nsubj", "nsubj:pass") and not empty and not reported


def _is_thing(scene: Scene, token: Token) -> bool:
    """Of "the army said a bus was hit as it crossed the border": it is the bus."""
    verb = token.head
    if verb.dep_ != "advcl" or not is_subject(token):
        return False
    subjects = (c for c in verb.head.children if is_subject(c) and c.i < token.i)
    there = any(c.dep_ == "expl" for c in verb.head.children)  # "there was no fight when it came"
    return not there and any(s.tag_ == "NN" and not scene.discourse.resolve(s) for s in subjects)


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
    if token.lower_ == "whose" and not found and token.i > 1 and token.nbor(-1).text == ",":
        before = scene.discourse.reference(token.i - 2)  # wherever the parser hangs the clause
        found = before.entities if before is not None and before.end == token.i - 1 else ()
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
    listed = owned.dep_ == "conj" and occurrence.i in range(owned.head.i, owned.head.i + 4)
    mention = scene.doc.tokens[occurrence.i]
    if listed or is_listed_before(mention, token):
        score += 3.2  # "Berg and his counterpart", "with Berg on Monday and with his counterpart"
    if occurrence.subject and distance <= 1 and is_subject(token):
        score += 0.4
        if distance == 0 and (governs(mention, token) or holds(mention, token)):
            score += _GOVERNING  # "The minister left for Oslo, where he …", "hinted that he …"
    if distance == 1 and is_parallel(mention, token):
        score += _PARALLEL
    if distance == 0 and is_sent_where(mention, token):
        score += _SUBJECT + 0.4 + _GOVERNING
    elif distance == 0 and is_subject(token) and is_sent(scene, mention, token):
        score += 0.4 + _GOVERNING  # "Chile sent its minister to Oslo, where he …"
    return score


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
