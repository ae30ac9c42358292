"""Coreference inside an article: titles, descriptions, plurals and pronouns to entities.

The article is read once from left to right; each phrase is resolved against what stood before it.
What fits several entities equally stays unresolved and is counted.
"""

from graph_builder.extraction import pronouns
from graph_builder.extraction.acting import has_deed, is_acting, issues
from graph_builder.extraction.actors import Findings
from graph_builder.extraction.described_ages import refer_by_age
from graph_builder.extraction.described_bodies import armed_body
from graph_builder.extraction.described_lands import national
from graph_builder.extraction.described_superiors import is_superior
from graph_builder.extraction.descriptions import describe
from graph_builder.extraction.discourse import Discourse, Entity, Reference, ReferenceKind
from graph_builder.extraction.groups import (
    acts_in_clause,
    counted,
    counted_ahead,
    does_something,
    institutions,
    is_brought_in,
    is_harmed,
    is_national,
    is_sent_for,
    listed_bodies,
    listed_holders,
    same_group,
    senders,
    unnamed_holders,
    whole_phrase,
)
from graph_builder.extraction.halves import refer_to_halves
from graph_builder.extraction.held_offices import Holding
from graph_builder.extraction.holdings import INHERITED, OfficeLearner
from graph_builder.extraction.holdings_told import told_offices
from graph_builder.extraction.introductions import UNIQUE, introduce, tribe
from graph_builder.extraction.links import Link
from graph_builder.extraction.parties import foretold
from graph_builder.extraction.plural_lands import lands_owning
from graph_builder.extraction.plural_lists import listed_beside
from graph_builder.extraction.plurals import members_of, one_of_two
from graph_builder.extraction.pronouns_barred import PERSONAL
from graph_builder.extraction.pronouns_plural import PLURAL, plural
from graph_builder.extraction.pronouns_portrait import portrayed
from graph_builder.extraction.pronouns_voices import speaking
from graph_builder.extraction.revealed_names import revealed, tells_what_somebody_is
from graph_builder.extraction.role_phrase import RolePhrase
from graph_builder.extraction.ruling_offices import speaks_for_land
from graph_builder.extraction.scene import Scene, first_conjunct, is_subject
from graph_builder.extraction.status_negations import NEGATIONS
from graph_builder.extraction.tokens import Token
from graph_builder.extraction.transcripts import SPEAKING
from graph_builder.extraction.unnamed_bodies import is_actor

# Inside of another phrase a government does nothing: "the failure of the government's policy".
_INSIDE = frozenset({"nmod", "nmod:poss", "compound"})
_TAKING_UP = frozenset({"the", "both", "their", "these", "all", "each", "either", "neither"})
_EACH = frozenset({"each", "either", "neither"})
# What is done to a group as its object.
_AFFECTED = frozenset({"obj", "iobj", "obl:agent"})
_OF_TWO = frozenset({"former", "latter"})
_COMPASS = frozenset({"north", "south", "east", "west"})
# "The French" are many; "the Peruvian" is one, however it is tagged.
_PEOPLES = ("ch", "sh", "ese")
_UNTOLD = frozenset({"indefinite", "possessed"})
_AGED = frozenset({"old", "year-old"})
# Tags of the words that may take somebody up.
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "WRB"})
_PLURALS = frozenset({"NNS", "NNPS", "CD", "DT", "NN", "PDT"})
_PEERS = frozenset({"colleagues", "counterparts", "hosts", "companions"})
_BY_THEMSELVES = frozenset({"both", "each", "neither"}) | _PEERS
# "We both spoke": those of whom one is speaking.
_SPEAKERS = frozenset({"we", "us", "you"})
_TAKEN = frozenset({"them"})
_DENYING = NEGATIONS | {"no"}


def resolve_references(discourse: Discourse, findings: Findings) -> Scene:
    """Fill `discourse` with every reference that can be resolved; returns the scene it ended in."""
    refer_to_halves(discourse)
    scene = Scene(discourse, findings)
    scene.life = portrayed(scene)
    reader = _Reader(scene)
    reader.offices.attach()
    reader.read()
    reader.offices.inherit_late()
    reader.offices.succeed()
    reader.offices.lead()
    reader.offices.hold_posts()
    reader.offices.hold_places()
    scene.holdings.extend(list(told_offices(scene)))
    discourse.introduce_with(lambda _, token: introduce(scene, token))
    return scene


class _Reader:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.discourse = scene.discourse
        self.offices = OfficeLearner(scene)
        self.linked: dict[int, list[Link]] = {}
        for link in scene.findings.links:
            self.linked.setdefault(link.role.head, []).append(link)
        self.names = {name.start: name for name in scene.findings.names}
        self.inside = {i for name in scene.findings.names for i in range(name.start, name.end)}
        doc = scene.doc
        # What "the", "both" … stand with.
        self.taken_up = {t.head.i for t in doc.words(*_TAKING_UP) if t.head is not t}
        self.taken_up.update([t.i + 1 for t in doc.words("the")])
        self.may_refer = {t.i for t in doc.tokens if t.tag_ in _PRONOUNS}
        self.may_refer.update(self.linked, scene.role_at, self.inside, self.taken_up)
        self.may_refer.update([t.i for t in doc.words(*_AGED, *_OF_TWO, *_BY_THEMSELVES)])
        self.revealed = dict(revealed(scene))
        self.may_refer.update(self.revealed)

    # ---- reading ----------------------------------------------------------------------------

    def read(self) -> None:
        known, may_refer = self.discourse.by_head, self.may_refer
        for i, token in enumerate(self.scene.doc.tokens):
            if i in known:
                reference = known[i]
                if not reference.place or reference.entities[0].type != "country":
                    self.scene.note(reference)
            elif i in may_refer:
                self._token(token)

    def _token(self, token: Token) -> None:
        i = token.i
        if i in self.revealed:
            person = (self.revealed[i],)
            self.scene.refer(token.left_edge.i, i + 1, i, "description", person)
        elif i in self.linked:
            self._linked(self.linked[i])
        elif i in self.scene.role_at:
            self._role(self.scene.role_at[i])
        elif i in self.inside:
            self._nationality(token)
        elif token.lower_ in _AGED:
            refer_by_age(self.scene, token)
        elif token.lower_ in _OF_TWO:
            if held := one_of_two(self.scene, token):
                self.scene.refer(token.i - 1, token.i + 1, token.i, "description", held)
        elif token.tag_ in _PRONOUNS:
            self._pronoun(token)
        elif token.tag_ in _PLURALS:
            self._plural(token)

    def _linked(self, links: list[Link]) -> None:
        """A role phrase that names someone: it refers to him too."""
        role = links[0].role
        names = sorted({link.name.start: link.name for link in links}.items())
        people = [self.scene.findings.entity_of.get(name) for _, name in names]
        held = tuple(p for p in people if p is not None and p.type == "person")
        if not held:
            return
        peers = role.noun in INHERITED or (role.noun == "colleague" and role.plural)
        if (role.kind == "person" and peers) or role.owner is not None:
            self.offices.inherit(role, held)
            self.offices.waiting += [(role, held)] if peers or role.noun == "colleague" else []
        apart = links[0].how in ("apposition", "copula", "holding", "appointment")
        start, end = (
            (role.start, role.end) if apart else (role.first, max(role.end, links[0].name.end))
        )
        if links[0].how in ("holding", "appointment"):
            return
        kind: ReferenceKind = "description" if links[0].how == "copula" else "title"
        self.scene.refer(start, end, role.head, kind, held)

    def _role(self, role: RolePhrase) -> None:
        head = self.scene.doc[role.head]
        if "cop" in head.relations:
            self._predicate(role, head)
            return
        self.offices.appointed(role, head)
        if role.definiteness in ("bare", "possessed") and self._is_capacity(role):
            return
        if role.definiteness in _UNTOLD and tells_what_somebody_is(self.scene, role):
            return
        forces = role.noun == "forces" and role.org is None and role.first < role.head
        one = (role.kind == "government" and not forces) or role.noun == "police"
        if (role.plural or forces or role.kind == "group") and not one:
            self._group(role, head)
            return
        if self.scene.doc[role.start].lower_ in _EACH:
            if self.scene.doc[role.head + 1 : role.head + 2].text != "of":
                self._plural(head, role)  # but not "on either side of X"
            return
        entity = describe(self.scene, role)
        if entity is not None:
            kind: ReferenceKind = "title" if role.kind == "office" else "description"
            self.scene.refer(role.start, role.end, role.head, kind, (entity,))
            inside = role.org is None and head.dep_ in _INSIDE
            inside = inside and not issues(head) and not has_deed(head)
            if role.kind in ("government", "institution") and not inside:
                entity.acts = True
        elif role.kind in ("office", "person", "kin"):
            self._unknown(role, head)
        elif role.kind == "institution" and is_actor(self.scene, role):
            body = introduce(self.scene, head)
            if body is not None:
                body.acts = body.named = True

    def _is_capacity(self, role: RolePhrase) -> bool:
        """Whether the role only says in what capacity somebody acts: "who as premier signed"."""
        before = self.scene.doc[role.start - 1] if role.start else None
        bare = role.definiteness == "bare"
        if before is None or before.lower_ != "as" or role.plural:
            return False
        if not bare and before.dep_ != "case":
            return False
        known = self.discourse.reference(before.i - 1) if before.i else None
        if known is not None and len(known.entities) == 1 and known.entities[0].type == "person":
            self.scene.refer(role.start, role.end, role.head, "description", known.entities)
        return True

    def _group(self, role: RolePhrase, head: Token) -> None:
        """A plural phrase: members named before, those who sent them, or a group of its own."""
        listed = listed_bodies(self.scene, role)
        bodies = role.kind == "institution" and role.org is not None and not listed
        if bodies and institutions(self.scene, role):
            return
        sent = listed or senders(self.scene, role) or listed_holders(self.scene, role)
        if sent:
            for sender in sent:
                sender.acts = True
            several: ReferenceKind = "members" if len(sent) > 1 else "description"
            if len(sent) > 1:
                self.scene.plurals.setdefault((head.lower_, len(sent)), sent)
            self.scene.refer(role.start, role.end, role.head, several, sent)
            return
        self._plural(head, role)
        known = self.discourse.reference(head)
        if known is not None and known.kind == "description" and known.head < role.start:
            return  # the second of "Greek policemen and judges"
        fresh = known is None or known.head != head.i
        each = (unnamed_holders(self.scene, role) if fresh else ()) or counted_ahead(
            self.scene, role
        )
        each = each or (foretold(self.scene, role) if fresh else ())
        if each:
            start, end = whole_phrase(self.scene, role)
            self.scene.refer(start, end, role.head, "members", each)
            return
        definite = fresh and role.definiteness == "definite"
        same = same_group(self.scene, role) if definite else None
        same = same or (armed_body(self.scene, role) if fresh else None)
        if same is not None:
            self.scene.refer(role.start, role.end, role.head, "description", (same,))
            return
        head = counted(head)
        affected = is_national(role) and first_conjunct(head).dep_ in _AFFECTED
        affected = affected or is_harmed(head)
        if fresh and is_brought_in(self.scene, role) and (acts_in_clause(head) or affected):
            group = introduce(self.scene, self.scene.doc[role.head])
            if group is not None and group.type == "group":
                group.acts = group.acts or does_something(self.scene, role, head)

    def _predicate(self, role: RolePhrase, head: Token) -> None:
        """ "He is the president of Y": an office of the subject."""
        subject = next((c for c in head.children if c.dep_.startswith("nsubj")), None)
        held = self.discourse.resolve(subject) if subject is not None else ()
        if (
            len(held) == 1
            and held[0].type == "person"
            and role.kind == "office"
            and not _is_denied(head)
        ):
            org = self.scene.behind_office(role.org)
            if not any(h.role is role for h in self.scene.holdings):
                self.scene.holdings.append(Holding(held[0], role, org, "copula"))
            held[0].country = held[0].country or org
        if len(held) == 1 and held[0].type == "person" and not _is_denied(head):
            self.scene.refer(role.start, role.end, role.head, "description", held)

    def _unknown(self, role: RolePhrase, head: Token) -> None:
        """Someone described but not known: a person by role, or left unresolved."""
        if self.scene.doc[role.start].lower_ in ("any", "no", "every", "each"):
            return
        nobody = is_superior(self.scene, role)
        told = role.definiteness == "indefinite" or role.org is not None or role.owner is not None
        told = told or (role.noun in UNIQUE and role.definiteness == "definite")
        if told and not nobody:
            if is_subject(head) or role.definiteness != "bare":
                person = introduce(self.scene, head)
                if person is not None:
                    person.acts = person.acts or is_sent_for(self.scene, role, head)
        elif nobody or role.definiteness == "definite":
            self.discourse.leave_unresolved("description", self.scene.doc[role.start : role.end])
            somebody = Reference(
                role.start, role.end, role.head, "description", (self.scene.somebody,)
            )
            self.scene.note(somebody)

    def _nationality(self, token: Token) -> None:
        """ "the American", "the Greeks": a person of that country, or the country itself."""
        name = self.names.get(token.i)
        country = self.scene.findings.country_of.get(name) if name is not None else None
        if name is not None and country is None:
            tribe(self.scene, name)
        if name is None or country is None or name.kind not in ("demonym", "unknown"):
            return
        doc = self.scene.doc
        the = name.start and doc[name.start - 1].lower_ == "the"
        after = doc[name.end] if name.end < len(doc) else None
        if not the or (
            after is not None
            and (
                after.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
                or after.text == "-"
                or after.lower_ in _COMPASS
            )
        ):
            return
        many = doc[name.end - 1].tag_ in ("NNPS", "NNS") and name.text.endswith(_PEOPLES)
        if many or name.text.endswith(("s", "men")):
            country.acts = country.acts or is_acting(first_conjunct(doc[name.end - 1]), place=True)
            self.scene.refer(name.start - 1, name.end, name.end - 1, "description", (country,))
            return
        person = national(self.scene, doc[name.end - 1], country)
        if person is not None:
            self.scene.refer(name.start - 1, name.end, name.end - 1, "description", (person,))

    def _pronoun(self, token: Token) -> None:
        lower = token.lower_
        entities: tuple[Entity, ...] = ()
        if lower in PERSONAL:
            entity = pronouns.personal(self.scene, token)
            entities = (entity,) if entity else ()
        elif lower in SPEAKING:
            entities = speaking(self.scene, token)
        elif lower in pronouns.NEUTER:
            entity = pronouns.neuter(self.scene, token)
            entities = (entity,) if entity else ()
        elif lower in PLURAL:
            entities = plural(self.scene, token)
        elif lower in pronouns.RELATIVE:
            entities = pronouns.relative(self.scene, token)
        if entities:
            self.scene.refer(token.i, token.i + 1, token.i, "pronoun", entities)
        elif lower in PERSONAL or lower in PLURAL:
            self.discourse.leave_unresolved("pronoun", self.scene.doc[token.i : token.i + 1])

    def _plural(self, token: Token, role: RolePhrase | None = None) -> None:
        """A plural that takes up what stood before needs "the", "both", "their" or stands alone."""
        if token.lower_ == "both" and token.head.tag_ in ("NNS", "NNPS") and token.head.i > token.i:
            return
        known = token.i in self.taken_up or _stands_for_somebody(token)
        if not known and not lands_owning(self.scene, token):
            number = role.number if role is not None else None
            if number is None or not listed_beside(self.scene, token, number):
                return
        if token.tag_ == "CD" and token.i + 1 < len(self.scene.doc):
            after = self.scene.doc[token.i + 1]
            adverb = after.dep_ == "advmod" and after.head.i > after.i  # "the two last spoke"
            inside = after.lower_ == "of" and not _of_whom(token, _TAKEN)
            # "Two of the ministers"
            if (after.pos_ in ("NOUN", "PROPN", "ADJ") and not adverb) or inside:
                return
        members = members_of(self.scene, token)
        if members:
            start = role.start if role is not None else min(token.i, token.left_edge.i)
            self.scene.refer(start, token.i + 1, token.i, "members", members)
            if is_subject(token) or token.dep_ in _AFFECTED:
                for member in members:
                    member.acts = member.acts or member.named
            if role is not None and speaks_for_land(role):
                self._share_title(role, members)

    def _share_title(self, role: RolePhrase, members: tuple[Entity, ...]) -> None:
        """ "The two premiers" says of each member that he is one."""
        for member in members:
            if member.type == "person" and not self.scene.held_by(member):
                org = member.country
                self.scene.holdings.append(Holding(member, role, org, "members"))


def _of_whom(token: Token, whom: frozenset[str]) -> bool:
    """Whether a quantity is "of" one of the pronouns `whom`: "the two of them", "both of us"."""
    after = token.doc.forms[token.i + 1 : token.i + 3]
    return after[:1] == ["of"] and not whom.isdisjoint(after[1:])


def _stands_for_somebody(token: Token) -> bool:
    """Whether a plural takes somebody up by itself: "both", "each said", "his colleagues"."""
    if token.lower_ == "both":
        ours = token.i and token.nbor(-1).lower_ in _SPEAKERS
        return not ours and not _of_whom(token, _SPEAKERS)
    if token.lower_ in ("each", "neither"):
        return token.dep_.startswith("nsubj")
    return token.lower_ in _PEERS and any(c.tag_ == "PRP$" for c in token.children)


def _is_denied(head: Token) -> bool:
    """Whether a predicate is negated or only possible: "is not the president"."""
    return any(c.lower_ in _DENYING for c in head.children)
