"""Whom a pronoun can't mean: those who stand beside it in its clause."""

from collections.abc import Iterator

from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.remembered import once_per_word
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.scene import Scene, is_subject
from graph_builder.extraction.tokens import Token

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
_BESIDE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
_BELOW = frozenset({"ccomp", "xcomp", "obj", "obl"})


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
        bare = verb.dep_ == "ccomp" and verb.tag_ in ("VBG", "VBN")  # "admits having met him"
        if verb.dep_ not in ("conj", "xcomp", "advcl") and not bare:
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


def barred_for(scene: Scene, token: Token) -> set[Entity]:
    """Who can't be meant: the other arguments of the verb that the pronoun itself is one of."""
    if token.dep_ == "nmod:poss" or token.lower_.endswith("self"):
        joint = _joint_subject(scene, token)
        return set(_owned_head(scene, token)) | _around(scene, token) | joint
    verb = token.head
    if any(c.dep_ == "cop" for c in token.children):  # "his wife is with him"
        verb = token
    elif verb.pos_ not in ("VERB", "AUX"):
        return set()
    rivals: Iterator[Token] = (
        c
        for part in (verb, *_completing(verb, token))
        for c in part.children
        if c.i != token.i and c.dep_ in _BESIDE and not _is_parted(c, token)
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
        barred.update(_named_with(scene, token))
    return barred


def _named_with(scene: Scene, token: Token) -> Iterator[Entity]:
    """Of "With Lund he quarrelled", "he quarrelled with Lund": Lund; not of "in which he"."""
    verb = token if any(c.dep_ == "cop" for c in token.children) else token.head
    for part in verb.children:
        if part.dep_ == "obl" and (
            part.pos_ == "PROPN" or (part.i < token.i and part.pos_ != "PRON")
        ):
            yield from scene.discourse.resolve(part)


def _joint_subject(scene: Scene, token: Token) -> set[Entity]:
    """Of "Berg and Lund met at his house": both; nothing tells that it is one's."""
    subject = clause_subject(token)
    if subject is None or subject.i > token.i or subject.is_ancestor(token):
        return set()
    if not any(c.dep_ == "conj" for c in subject.children):
        return set()
    held = scene.discourse.resolve(subject)
    alike = [e for e in held if e.may_be(PERSONAL.get(token.lower_))]
    return set(held) if len(alike) != 1 else set()  # "Lars Berg and Ana Quispe … her call"


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
    if verb.lemma_.lower() not in reporting().say:
        return ()  # "Lund left; he and Berg met"
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
    linked = scene.links_at.get(token.head.i, ())
    people = (scene.findings.entity_of.get(link.name) for link in linked)
    return tuple(e for e in people if e is not None)
