"""What the words of one article refer to: entities, references to them, and look-up by token.

`graph_builder.extraction.actors` and `.coreference` fill a `Discourse`; events, statements and
offices only ask it: `discourse.resolve(token)` gives the entities that a phrase stands for,
whatever its form (a name, a title, "her counterpart", "both sides", "who", "they"). Positions in
this module are token indices of the Doc, end exclusive; a dossier's are code points of the text.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from graph_builder.extraction.known_names import given_gender
from graph_builder.extraction.tokens import Doc, Span, Token
from graph_builder.model import ActorType, Unresolved

ReferenceKind = Literal["name", "title", "description", "pronoun", "members"]
Gender = Literal["f", "m"]

# A phrase goes on over these: "Berg and Quispe" is one subject for whoever asks about its head.
_CONJUNCT = "conj"


@dataclass(slots=True, eq=False)
class Entity:
    """Someone or something that an article speaks of; it is compared by identity.

    `named` is False for actors known only by a description ("two diplomats"). `polity` is an id of
    `polities.csv` when the name is known there. `country` is the country (or organisation) that a
    person serves or an institution belongs to, when the article says so. `acts` says that the text
    makes it act, want, hold a position or be acted upon, rather than lie somewhere.
    """

    id: str
    type: ActorType
    name: str
    named: bool = True
    office: str | None = None
    gender: Gender | None = None
    polity: str | None = None
    country: "Entity | None" = None
    acts: bool = False
    references: list["Reference"] = field(default_factory=list)

    @property
    def likely_gender(self) -> Gender | None:
        """The gender that the text tells, else a person's given name."""
        return self.gender or (given_gender(self.name) if self.named else None)

    def may_be(self, gender: Gender | None) -> bool:
        """Whether nothing tells the other gender than `gender`; None is any."""
        return gender is None or self.likely_gender in (None, gender)


@dataclass(slots=True, eq=False)
class Reference:
    """A phrase [start, end) with its head token, and the entities that it stands for.

    `kind` is *name*; *title* ("the German chancellor"); *description* ("his predecessor", "a
    diplomat"); *pronoun*; *members* ("the two leaders", several entities). `place` says that the
    phrase is used as a location ("in Seoul"), not as an actor.
    """

    start: int
    end: int
    head: int
    kind: ReferenceKind
    entities: tuple[Entity, ...]
    place: bool = False


class Discourse:
    """The entities of an article and the references to them."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.entities: list[Entity] = []
        self.unresolved: list[Unresolved] = []
        # The countries behind adjectives, by token: "Norwegian"; an adjective alone is no actor.
        self.lands: dict[int, Entity] = {}
        # The countries in which the text puts cities that no table knows, by the city's words.
        self.cities: dict[tuple[str, ...], Entity] = {}
        # By the index of their head; only this module changes it.
        self.by_head: dict[int, Reference] = {}
        self._covering: dict[int, Reference] = {}
        self._introduce: Callable[[Discourse, Token], Entity | None] | None = None

    # ---- asking ---------------------------------------------------------------------------------

    def resolve(
        self, target: Token | Span | int, *, conjuncts: bool = True, introduce: bool = False
    ) -> tuple[Entity, ...]:
        """The entities that `target` (a token, its index, or a span) stands for, without repeats.

        One for a singular phrase, several for a plural or a coordination, none when it refers to
        nobody or is left unresolved. With `conjuncts` the phrases coordinated after the token are
        included. With `introduce` a phrase that describes an unnamed actor ("a Finance Ministry
        spokesman", "Cuban police") becomes an entity if it is not one yet.
        """
        if isinstance(target, Token) and not (conjuncts and _CONJUNCT in target.relations):
            return self._resolve_head(target.i, introduce)
        heads = self._heads(target, conjuncts)
        return tuple(dict.fromkeys(e for h in heads for e in self._resolve_head(h, introduce)))

    def reference(self, target: Token | int) -> Reference | None:
        """The reference whose head is `target`, else the smallest one that covers it."""
        i = target if isinstance(target, int) else target.i
        return self.by_head.get(i) or self._covering.get(i)

    def references(self, start: int = 0, end: int | None = None) -> Iterator[Reference]:
        """All references with heads from `start` to `end`, exclusive, in the order of these."""
        heads = sorted(self.by_head) if end is None else range(start, end)
        yield from (self.by_head[i] for i in heads if i >= start and i in self.by_head)

    def is_place(self, target: Token | int) -> bool:
        """Whether the phrase at `target` is used as a location."""
        reference = self.reference(target)
        return reference is not None and reference.place

    # ---- filling --------------------------------------------------------------------------------

    def add_entity(self, type: ActorType, name: str, *, named: bool = True) -> Entity:  # noqa: A002 - the field's name in a dossier
        """A new entity; ids are a1, a2 … in the order of creation."""
        entity = Entity(f"a{len(self.entities) + 1}", type, name, named)
        self.entities.append(entity)
        return entity

    def add_reference(self, reference: Reference) -> Reference:
        """Register `reference`; an earlier one with the same head is replaced."""
        earlier = self.by_head.get(reference.head)
        if earlier is not None:
            self._forget(earlier)
        self.by_head[reference.head] = reference
        for i in range(reference.start, reference.end):
            held = self._covering.get(i)
            if held is None or held.end - held.start > reference.end - reference.start:
                self._covering[i] = reference
        for entity in reference.entities:
            entity.references.append(reference)
        return reference

    def leave_unresolved(self, kind: str, span: Span) -> None:
        """Record that `span` was left open rather than guessed."""
        self.unresolved.append(Unresolved(kind, span.start_char, span.end_char, span.text))

    def introduce_with(self, introduce: "Callable[[Discourse, Token], Entity | None]") -> None:
        """Set how `resolve(…, introduce=True)` makes an entity of an unnamed actor's phrase."""
        self._introduce = introduce

    def close(self) -> None:
        """Take words, entities and references apart when they are done with (see `Doc.close`)."""
        self._introduce = None
        for entity in self.entities:
            entity.references.clear()
        self.doc.close()

    # ---- inside ---------------------------------------------------------------------------------

    def _heads(self, target: Token | Span | int, conjuncts: bool) -> list[int]:
        if isinstance(target, Span):
            return [
                i for i in self.by_head if target.start <= i < target.end and self._outer(i, target)
            ] or [target.root.i]
        token = self.doc.tokens[target] if isinstance(target, int) else target
        heads = [token.i]
        for child in token.children if conjuncts else ():
            if child.dep_ == _CONJUNCT:  # the treebanks hang all conjuncts on the first
                heads.append(child.i)  # noqa: PERF401 - mostly none is: no list to build
        return heads

    def _outer(self, head: int, span: Span) -> bool:
        """Whether no other reference inside `span` covers the one at `head`."""
        covering = (
            other
            for other in self.by_head.values()
            if other.head != head and span.start <= other.head < span.end
        )
        return not any(other.start <= head < other.end for other in covering)

    def _resolve_head(self, head: int, introduce: bool) -> tuple[Entity, ...]:
        reference = self.by_head.get(head)
        if reference is None:
            covering = self._covering.get(head)
            reference = covering if covering is not None and covering.kind == "name" else None
        if reference is not None and reference.entities:
            return reference.entities
        if not introduce or self._introduce is None:
            return ()
        entity = self._introduce(self, self.doc[head])
        return (entity,) if entity else ()

    def _forget(self, reference: Reference) -> None:
        for i in range(reference.start, reference.end):
            if self._covering.get(i) is reference:
                del self._covering[i]
        for entity in reference.entities:
            entity.references.remove(reference)
