"""Which role phrase belongs to which name: "President X", "X, the foreign minister of Y"."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from graph_builder.extraction.appointing import appoints, puts_into_office
from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.name_lists import STANDING, UNREAL, NameLists, may_be_person
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.role_phrase import RolePhrase, of_two_lands
from graph_builder.extraction.tokens import Doc, Token

_POSTNOMINALS = frozenset("mp mep mla msp md phd kc qc obe cbe am ao".split())
_COMMA = frozenset({",", "(", "—", "–", "-"})
# What a clause is about that somebody reports: "she would make a good president, X said".
_TOLD = frozenset({"obj", "iobj", "obl", "xcomp", "ccomp"})
_CLOSING = frozenset({",", ".", ")", ";", ":", "—", "–", "?", "!", "said", "says", "told"})
_GOING_ON = frozenset({"and", "to", "in", "at", "since", "from", "of"})
_GOVERNED = frozenset({"xcomp", "obj", "obl", "ccomp", "dep", "advcl", "attr"})
_HOLDING = frozenset(
    "become serve act resign quit replace succeed retire return remain continue take step"
    " join".split()
)


@dataclass(slots=True, eq=False)
class Link:
    """`name` holds or is described by `role`; `how` says by which construction."""

    role: RolePhrase
    name: Name
    how: str
    org: Name | None = None


def link_roles(doc: Doc, names: Sequence[Name], roles: Sequence[RolePhrase]) -> list[Link]:
    """All links between the role phrases and the names of `doc`, each pair once."""
    found: dict[tuple[int, int], Link] = {}
    linker = _Linker(doc, names, roles)
    for link in linker.links():
        found.setdefault((link.role.head, link.name.start), link)
    for link in linker.named_after(found.values()):
        found.setdefault((link.role.head, link.name.start), link)
    return list(found.values())


class _Linker:
    def __init__(self, doc: Doc, names: Sequence[Name], roles: Sequence[RolePhrase]) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.roles = roles
        self.names = names
        self.lists = NameLists(doc, names)
        self.name_at = self.lists.starting
        self.name_ending = self.lists.ending
        self.role_at = {role.start: role for role in roles}
        self.role_ending = {role.end: role for role in roles}
        self.text = doc.forms

    def links(self) -> Iterator[Link]:
        for role in self.roles:
            if role.kind in ("group", "government", "institution"):
                continue
            if role.person is not None and may_be_person(role.person):
                yield from self._before_names(role)
            elif role.plural:
                yield from self._beside_names(role)
            else:
                yield from self._appointed(role)
                yield from self._apposed(role)
                yield from self._predicated(role)

    def _appointed(self, role: RolePhrase) -> Iterator[Link]:
        """ "Named X foreign minister": X."""
        name = self.name_ending.get(role.start)
        if name is not None and role.kind == "office" and appoints(self.doc, name):
            yield Link(role, name, "appointment", role.org)

    def _second_role(self, role: RolePhrase, name: Name, how: str) -> Iterator[Link]:
        """The second of two roles of a name: "X, Y's father and now president of Z"."""
        i = role.end + 1
        if self.text[role.end : i] == ["and"]:
            i += i < len(self.text) and self.text[i] in STANDING
            second = self.role_at.get(i)
            if second is None or second.person is not None or second.plural:
                return
            if not self.tokens[second.head].dep_.startswith("nsubj"):
                yield Link(second, name, how, second.org)

    def named_after(self, links: Iterable[Link]) -> Iterator[Link]:
        """ "The president of Y and the premier of Z signed. A and B embraced." in turn."""
        linked = {link.role.head for link in links}
        taken = {link.name.start for link in links}
        for first, second in pairwise(self.roles):
            offices = first.kind == second.kind == "office" and first.org and second.org
            alone = not {first.head, second.head} & linked and not (first.plural or second.plural)
            if not (offices and alone) or self.text[first.end : second.start] != ["and"]:
                continue
            following = self.doc[second.head].sent.end
            name = self.name_at.get(following)
            people = self.lists.onward(name) if name is not None else []
            fresh = all(n.start not in taken and n.end - n.start > 1 for n in people)
            if len(people) == 2 and fresh:
                yield Link(first, people[0], "apposition", first.org)
                yield Link(second, people[1], "apposition", second.org)

    # ---- "President X", "Senators X and Y" -----------------------------------------------------

    def _before_names(self, role: RolePhrase) -> Iterator[Link]:
        assert role.person is not None
        people = self.lists.onward(role.person) if role.plural else [role.person]
        for name in people:
            yield Link(role, name, "title", self.lists.home(name) or role.org)
        title = self._title_before(role)
        if title is not None and not role.plural:
            yield Link(title, role.person, "title", title.org)
        earlier = self._role_before_and(role)
        if (
            earlier is not None
            and not role.plural
            and (
                earlier.definiteness in ("definite", "possessed")
                or self._is_title(earlier)
                or (
                    (earlier.standing or earlier.org is not None)
                    and self.tokens[earlier.start].is_sent_start
                )
            )
        ):
            yield Link(earlier, role.person, "title", earlier.org)

    def _nesting(self, role: RolePhrase) -> RolePhrase | None:
        """The role of which `role` tells whose it is: "envoy of the UN | Secretary General"."""
        before = self.role_ending.get(role.start)
        if before is None or before.person is not None or before.org is None:
            return None
        served = before.head < before.org.start and before.org.end == role.start
        return before if served and role.office.lower() not in lexicon().ranks else None

    def _title_before(self, role: RolePhrase) -> RolePhrase | None:
        """The first of two titles of one person: "Supreme Leader Ayatollah X"."""
        before = self.role_ending.get(role.start)
        titled = before is not None and before.person is None and not before.plural
        return before if titled and self._nesting(role) is None else None

    def _role_before_and(self, role: RolePhrase) -> RolePhrase | None:
        """The first of two roles of one person: "the president's son and adviser, X"."""
        if role.start < 2 or self.text[role.start - 1] != "and" or role.definiteness != "bare":
            return None
        before = self.role_ending.get(role.start - 1)
        if before is None or before.person is not None or before.plural:
            return None
        return None if of_two_lands(before, role) else before

    def _is_title(self, role: RolePhrase) -> bool:
        """Whether a bare role is written as a title: "Deputy Premier and Foreign Minister X"."""
        return role.definiteness == "bare" and self.tokens[role.first].text[0].isupper()

    def _goes_on_to_name(self, role: RolePhrase) -> bool:
        """Whether a title of a list is that of the name after it: "A, Vice Premier and Chief B"."""
        if not self._is_title(role) or self.text[role.end : role.end + 1] != ["and"]:
            return False
        second = self.role_at.get(role.end + 1)
        return second is not None and second.person is not None and self._is_title(second)

    # ---- "foreign ministers of A and B, X and Y"; "X and Y, two former ministers" --------------

    def _beside_names(self, role: RolePhrase) -> Iterator[Link]:
        if role.noun == "member" and role.org is None:
            return  # "two members, X and Y": states as often as people
        end, orgs = role.end, [role.org]
        if role.org is not None and role.org.end == role.end:
            orgs = list(self.lists.bodies(role.org))
            end = orgs[-1].end if orgs[-1] else role.end
        if end + 1 < len(self.doc) and self.text[end] in ("in", "from") and end + 1 in self.name_at:
            end = [*self.lists.bodies(self.name_at[end + 1])][-1].end
        after = self.lists.possessed(self.name_at.get(end + 1))
        if end < len(self.doc) and self.text[end] in _COMMA and after is not None:
            people = self.lists.onward(after)
            if role.org is not None and any(n.end - n.start == 1 for n in people):
                return  # "the leaders of X, Y and Z"
            if len(people) > 1 and all(may_be_person(name) for name in people):
                paired = len(orgs) == len(people)
                for k, name in enumerate(people):
                    yield Link(role, name, "apposition", orgs[k] if paired else role.org)
                return
        start = self._with_lands(role)
        before = self.name_ending.get(start - 1)
        if before is not None and self.text[start - 1] in _COMMA:
            # "X and Y, the envoys of Z"
            pair = role.definiteness in ("definite", "possessed") or start < role.start
            pair = pair and self.text[before.start - 1] == "and"
            number = role.number or 2 * pair
            for name in self.lists.before(before, number) if number else ():
                yield Link(role, name, "apposition", role.org)

    def _with_lands(self, role: RolePhrase) -> int:
        """Where "her Greek and | Turkish colleagues" begins."""
        i = role.start
        while i > 1 and self.text[i - 1] == "and" and i - 1 in self.name_ending:
            i = self.name_ending[i - 1].start
        return i - (i < role.start and self.tokens[i - 1].tag_ in ("PRP$", "DT"))

    # ---- "X, the foreign minister of Y", "Y's foreign minister, X" -----------------------------

    def _apposed(self, role: RolePhrase) -> Iterator[Link]:
        doc, end = self.doc, role.end
        shortened = self.text[end + 2 : end + 3] == [")"] and self.tokens[end + 1].text.isupper()
        if shortened and self.name_ending.get(role.start - 1) is None:
            end = self.lists.after_bracket(end)  # "the leader of the Reed Union (RU), X"
        title = self._skip_title(end + 1)
        after = self.lists.possessed(self.name_at.get(title))
        says = after is not None and self.text[after.end : after.end + 1] in (["said"], ["says"])
        told = self.tokens[role.head].dep_ in _TOLD
        acts = after is not None and self.lists.acts(after, self.tokens[role.head])
        if acts or (says and (title > end + 1 or told)):
            after = None  # "… of his predecessor, Minister X said": who reports it
        side = self._side(role, after) if after is not None else None
        if after is not None and (not may_be_person(after) or side == "before"):
            after = None
        closed = end < len(doc) and self.text[end] in _COMMA
        if closed and after is not None and (side == "after" or self._is_apposed(role, after)):
            nesting = self._nesting(role)
            if nesting is not None:
                yield Link(nesting, after, "apposition", nesting.org)
                return
            home = self.lists.home(after) if role.definiteness != "possessed" else None
            yield Link(role, after, "apposition", role.org or home)
            earlier = self._role_before_and(role)
            if earlier is not None:
                yield Link(earlier, after, "apposition", earlier.org)
            return
        calls = self.tokens[role.head].head.i == role.end  # "the envoy called X on Monday"
        called = self.lists.called(role.end) if not calls else None
        if called is not None and may_be_person(called):
            yield Link(role, called, "apposition", role.org)
            return
        beyond = self.lists.beyond_place(role)
        if beyond is not None:
            yield Link(role, beyond, "apposition", role.org)
            return
        if (before := self._named_before(role)) is not None:
            yield Link(role, before, "apposition", role.org)
            yield from self._second_role(role, before, "apposition")

    def _named_before(self, role: RolePhrase) -> Name | None:
        """ "X, the foreign minister of Y": X, if an age or a party may stand between."""
        if role.definiteness == "indefinite" and self._speaks(role):
            return None  # "to meet X, an official in Y said"
        i = self._skip_standing(role)
        if i <= 0 or self.text[i] not in _COMMA:
            return None
        i = self.lists.before_age(i)
        i -= self.text[i - 1] in _POSTNOMINALS
        name = self.name_ending.get(i) or self.lists.before_bracket(i)
        if name is None or not may_be_person(name) or self._goes_on_to_name(role):
            return None
        return name if self._closes(role, name) else None

    def _speaks(self, role: RolePhrase) -> bool:
        subject = self.tokens[role.head].dep_ == "nsubj"
        return subject and self.text[role.end : role.end + 1] != [","]

    def _skip_standing(self, role: RolePhrase) -> int:
        """The token before a role and the adverb of its standing, which the role is told."""
        i, standing = self.lists.before_standing(role.start - 1)
        role.standing |= standing
        return i

    def _side(self, role: RolePhrase, after: Name) -> Literal["before", "after"] | None:
        """Whose a role between two names of a list is; None where the list doesn't tell.

        In "X, role, Y, role" it is of the one before it, in "role, X, role, Y" of `after`.
        """
        before = self.name_ending.get(role.start - 1)
        if before is None or self.text[role.start - 1] != "," or not may_be_person(before):
            return None
        i = before.start
        while i and self.text[i - 1] in lexicon().honorifics:
            i -= 1
        led = self.role_ending.get(i - 1) if i and self.text[i - 1] == "," else None
        if led is not None and self._side(led, before) != "before":
            return "after"
        following = self.role_at.get(after.end + 1)
        if following is None or following.person is not None or self.text[after.end] != ",":
            return None
        return "before"

    def _skip_title(self, i: int) -> int:
        """Over honorifics and titles: "her uncle, President X", "the premier, the banker X"."""
        i = self.lists.behind_honorifics(i)
        title = self.role_at.get(i)
        named = title.person if title is not None and title.definiteness == "bare" else None
        return named.start if named is not None else self.lists.behind_calling(i)

    def _is_apposed(self, role: RolePhrase, name: Name) -> bool:
        """Whether "role, X" is one person rather than a list."""
        head = self.tokens[name.start]
        after = self.text[name.end] if name.end < len(self.doc) else "."
        single = name.end + 1 < len(self.doc) and name.end - name.start == 1
        if single and after == "," and self.tokens[name.end + 1].ent_type_ == "DATE":
            return False  # "Office of the Premier of X, CITY, 5 June"
        closed = after in _CLOSING or self.tokens[min(name.end, len(self.doc) - 1)].is_space
        if role.definiteness == "bare" and role.org is None and not closed:
            return False
        # "Its ambassador to Lima, X": the parser may list X after the city.
        inside = head.dep_ == "conj" and role.head < head.head.i < role.end and after == ","
        if "appos" in (head.dep_, self.tokens[role.head].dep_) or (inside and not single):
            return True
        if role.org is not None and name.end - name.start > 1 and role.definiteness != "bare":
            return True
        if role.definiteness == "indefinite" or (role.definiteness == "bare" and role.org is None):
            return False
        return head.dep_ != "conj" and not (
            name.end < len(self.doc) and self.text[name.end] == "and"
        )

    def _closes(self, role: RolePhrase, name: Name) -> bool:
        """Whether a role after "X," is an apposition: punctuation or a relative clause ends it."""
        if role.end >= len(self.doc):
            return True
        after = self.tokens[role.end]
        if after.tag_ == "POS":
            return False
        if self.lists.opens_clause(role.end, name) and self.role_ending.get(name.start - 1):
            return False  # "after talks with Y's minister, X, the bank's chief left"
        if self.tokens[role.head].dep_ == "appos":
            return True
        if after.is_space or after.text in (",", ".", ";", ":", ")", "—", "–", '"', "”", "?", "!"):
            return role.definiteness != "bare" or role.org is not None or role.kind == "office"
        return after.tag_ in ("WP", "WDT", "WRB") or self.text[role.end] in _GOING_ON

    # ---- "X is the president of Y", "X was named commander", "X resigned as minister" ----------

    def _predicated(self, role: RolePhrase) -> Iterator[Link]:
        head = self.tokens[role.head]
        held = self.name_at.get(role.end + 1)
        told = role.definiteness in ("definite", "possessed") and role.kind == "office"
        owns = held is not None and self.text[held.end : held.end + 1] in (["'s"], ["’s"])
        told = told and not owns and self.text[role.end : role.end + 1] in (["is"], ["was"])
        if told and held is not None and may_be_person(held):
            whose = self.tokens[role.start].tag_ == "WP$"  # "the union, whose president is X"
            body = self.name_ending.get(role.start - 1) if whose else None
            yield Link(role, held, "copula", role.org or body)
            return
        if (last := self.lists.told_last(role, head)) is not None:
            yield Link(role, last, "copula", role.org)
            return
        head = self._first_predicate(role, head)
        subject = next((c for c in head.children if c.dep_.startswith("nsubj")), None)
        if subject is not None and any(c.dep_ == "cop" for c in head.children):
            if any(c.lower_ in UNREAL for c in head.children):
                return
            yield from self._link_at(role, subject.i, "copula")
            return
        if head.dep_ in _GOVERNED and head.head.pos_ in ("VERB", "AUX"):
            yield from self._governed(role, head, head.head)

    def _governed(self, role: RolePhrase, head: Token, verb: Token) -> Iterator[Link]:
        """ "X was named commander", "X resigned as minister": by the verb above."""
        case = next((c.lower_ for c in head.children if c.dep_ in ("case", "mark")), "")
        lemma = verb.lemma_.lower()
        if puts_into_office(verb) and case in ("", "as", "to"):
            targets = [c for c in verb.children if c.dep_ in ("obj", "iobj", "nsubj:pass")]
            if verb.dep_ in ("acl", "acl:relcl") and not targets:
                targets = [verb.head]
            for target in targets:
                if target.i != head.i:
                    yield from self._link_at(role, target.i, "appointment")
        elif lemma in _HOLDING and (case == "as" or (lemma == "become" and not case)):
            # "Is expected to become": the subject stands with the verb above.
            finite = verb.head if verb.dep_ == "xcomp" else verb
            for target in finite.children:
                if target.dep_ in ("nsubj", "nsubj:pass"):
                    who = target.tag_ == "WP" and finite.dep_ == "acl:relcl"
                    yield from self._link_at(role, finite.head.i if who else target.i, "holding")

    def _first_predicate(self, role: RolePhrase, head: Token) -> Token:
        """Of "X was a teacher, a rebel and then the president of Y": the teacher."""
        if head.dep_ not in ("conj", "appos") or "nsubj" in head.relations or role.plural:
            return head
        first = head.head
        i = role.start - 1
        i -= self.tokens[i].pos_ == "ADV"
        joined = self.text[i] in (",", "and") and first.pos_ == "NOUN" and "cop" in first.relations
        return first if joined and role.definiteness != "bare" else head

    def _link_at(self, role: RolePhrase, i: int, how: str) -> Iterator[Link]:
        name = next((n for n in self.names if n.start <= i < n.end), None)
        if name is not None and may_be_person(name):
            yield Link(role, name, how, role.org)
            yield from self._second_role(role, name, how)
