"""Looking back for the members of a plural: those together last, or the last in its number."""

from graph_builder.extraction.company import companies, is_aside
from graph_builder.extraction.discourse import Entity, Gender
from graph_builder.extraction.plural_sets import NEAR, barred_of
from graph_builder.extraction.scene import Scene
from graph_builder.extraction.tokens import Token

_CLOSE = 2  # sentences in which those who are taken up stand as a rule
_GENDERS: dict[str, Gender] = {"men": "m", "man": "m", "women": "f", "woman": "f"}
_VOICES = frozenset("official diplomat source aide adviser advisor spokesman spokeswoman".split())


def latest_set(
    scene: Scene,
    head: Token,
    natures: tuple[str, ...],
    count: int | None,
    among: list[Entity] | None = None,
) -> tuple[Entity, ...]:
    """The last entities of one nature that make up the number, the nearest sentence first.

    Of persons those who had to do with each other come before those who only stand in a sentence.
    """
    search = _Search(scene, head, count, among)
    return search.find(natures) or (search.in_headline() if "person" in natures else ())


def beside_holder(
    scene: Scene, head: Token, holders: list[Entity], count: int
) -> tuple[Entity, ...]:
    """ "President A and his guest, B, … The presidents": who was with A and has no other office."""
    here = scene.sentence(head.i)
    for back in range(NEAR + 1):
        for group in companies(scene, here - back, head.i, main=back > 0):
            others = [p for p in group if p not in holders]
            posts = [h for p in others for h in scene.held_by(p) if h.role.kind == "office"]
            known = all(p.type == "person" and p.named for p in group)
            if known and len(others) < len(group) == count and not posts:
                return group
    return ()


class _Search:
    def __init__(
        self, scene: Scene, head: Token, count: int | None, among: list[Entity] | None
    ) -> None:
        self.scene, self.head, self.among = scene, head, among
        self.exact, self.wanted = count is not None, count or 2
        self.barred = barred_of(scene, head) | _of_other_gender(scene, head)
        self.required = _one_of_them(scene, head)

    def find(self, natures: tuple[str, ...]) -> tuple[Entity, ...]:
        here = self.scene.sentence(self.head.i)
        gathered: dict[str, list[Entity]] = {nature: [] for nature in natures}
        for back in range(NEAR + 1):
            if back == _CLOSE and "person" in natures and (lead := self._lead()):
                return lead
            for nature in natures:
                if nature == "organization" and gathered.get("person"):
                    continue
                met = self._company(here - back) if nature == "person" else ()
                if met and self.required <= set(met):
                    return met
                fresh = self._fresh(here - back, back, nature)
                enough = len(fresh) == self.wanted or (not self.exact and len(fresh) >= 2)
                if enough and (nature != "person" or self.required <= set(fresh)):
                    return tuple(fresh)
                if nature == "organization":
                    continue  # bodies of several sentences hardly make up a set
                held = gathered[nature]
                held.extend(e for e in fresh if e not in held)
                if len(held) == self.wanted and back:
                    before = self._met_before(here - back, held) if nature == "person" else ()
                    return before or tuple(held)
                if len(held) > self.wanted:
                    near = nature == "person" and back <= 1
                    aside = self._company(here - back, main=False) if near else ()
                    return aside or self._coordinated(here - back, nature)
        return ()

    def in_headline(self) -> tuple[Entity, ...]:
        """ "Berg and Faye settle it … The pair": those of the headline, where nobody is nearer."""
        return self._company(0) if self.exact and self.scene.headline else ()

    def _fresh(self, sentence: int, back: int, nature: str) -> list[Entity]:
        """Those of one nature that a sentence tells of; of persons the arguments of verbs.

        Right before the plural anybody named may be meant: "at the invitation of X".
        """
        fresh = self._named_in(sentence, nature)
        near = self._opens() or bool(self.required)
        if nature == "person" and len(fresh) < self.wanted and back <= near:
            told = [e for e in self._named_in(sentence, nature, core=False) if e.named]
            return told if len(told) == self.wanted else fresh
        return fresh

    def _opens(self) -> bool:
        """Whether the phrase takes up what the last sentence was about.

        It opens its own, or only those stand before who tell it: "An aide said the two …".
        """
        if self.head.low == self.head.sent.start:
            return True
        before = [o for o in self.scene.recent(self.head.i, 0) if o.entity.type == "person"]
        return bool(before) and all(_only_speaks(o.entity) for o in before)

    def _named_in(self, sentence: int, nature: str, *, core: bool = True) -> list[Entity]:
        found = [
            o.entity
            for o in self.scene.history.inside(sentence)
            if o.i < self.head.i
            and o.entity.type == nature
            and o.entity is not self.scene.somebody
            and not _only_speaks(o.entity)
            and (o.core or not core or nature != "person")
        ]
        held = [e for e in dict.fromkeys(found) if self.among is None or e in self.among]
        # Whom a description brings in once is rarely taken up beside those who have names.
        named = [e for e in held if e.named]
        return [e for e in (named if len(named) >= 2 else held) if e not in self.barred]

    def _lead(self) -> tuple[Entity, ...]:
        """Whom the headline or the first sentence sets side by side, if one is still told of."""
        still = {o.entity for o in self.scene.recent(self.head.i, _CLOSE)}
        for sentence in range(_CLOSE):
            met = self._company(sentence)
            if met:
                return met if still & set(met) else ()
        return ()

    def _company(self, sentence: int, *, main: bool = True) -> tuple[Entity, ...]:
        """The persons who were together in that sentence, as many as are wanted.

        With `main` those in an aside of a sentence before do not count.
        """
        main = main and sentence < self.scene.sentence(self.head.i)
        for group in companies(self.scene, sentence, self.head.i, main=main):
            people = all(e.type == "person" and e is not self.scene.somebody for e in group)
            known = self.among is None or set(group) <= set(self.among)
            if people and known and len(group) == self.wanted and self.barred.isdisjoint(group):
                return group
        return ()

    def _met_before(self, sentence: int, apart: list[Entity]) -> tuple[Entity, ...]:
        """Who were together before the sentences in which the members stand `apart`."""
        found = (self._company(sentence - back) for back in range(NEAR))
        return next((met for met in found if not set(met).isdisjoint(apart)), ())

    def _coordinated(self, sentence: int, nature: str) -> tuple[Entity, ...]:
        """Of too many, those that are coordinated with each other, or met each other as agents."""
        scene = self.scene
        for occurrence in reversed(scene.history):
            if occurrence.sentence < sentence - NEAR:
                break
            if occurrence.i < self.head.i:
                group = scene.discourse.resolve(scene.doc[occurrence.i])
                told = len(group) == self.wanted and all(e.type == nature for e in group)
                if told and not is_aside(scene.doc[occurrence.i].head):
                    return group
        return ()


def _of_other_gender(scene: Scene, head: Token) -> set[Entity]:
    """ "Both men": no woman is one of them."""
    gender = _GENDERS.get(head.lower_)
    if gender is None:
        return set()
    return {o.entity for o in scene.recent(head.i, 2 * NEAR) if not o.entity.may_be(gender)}


def _only_speaks(entity: Entity) -> bool:
    """ "A diplomat said the two would meet": who tells it is none of them."""
    return not entity.named and entity.name.split()[-1] in _VOICES


def _one_of_them(scene: Scene, head: Token) -> set[Entity]:
    """ "Berg won, and the two spoke on Monday": he is one of the two."""
    verb = head.head
    if not head.dep_.startswith("nsubj") or verb.dep_ not in ("conj", "parataxis"):
        return set()
    subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    told = scene.discourse.resolve(subject) if subject is not None else ()
    return set(told) if len(told) == 1 and told[0].type == "person" else set()
