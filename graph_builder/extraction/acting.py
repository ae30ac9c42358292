"""What makes a mention of a country or body one of an actor: grammar, and nouns that tell acts."""

from collections.abc import Mapping, Set

from graph_builder.extraction.lexicon import lexicon
from graph_builder.extraction.name_evidence import Kind, is_addressed, is_deed
from graph_builder.extraction.proper_name import Name
from graph_builder.extraction.reporting import reporting
from graph_builder.extraction.tokens import Doc, Token

# A phrase in one of these relations to its verb or noun is somewhere, not someone.
_PLACED = frozenset(
    "in at near off around across inside outside throughout through toward towards from to via"
    " into out".split()
)
_ACTIVE = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "obl:agent", "iobj", "vocative"})
_WITH = frozenset("between with against by for among".split())
# Acts that their nouns tell as surely as verbs: of one country upon another.
_HOSTILE = frozenset(
    "invasion annexation occupation aggression bombardment bombing blockade".split()
)
# What a country wants or holds: "Norland's interest in joining", "Sudria's rejection of it".
_STANCES = frozenset(
    "interest willingness readiness refusal rejection support opposition commitment desire"
    " intention determination insistence reluctance objection claim demand request offer proposal"
    " decision pledge threat warning bid reservation misgiving concern qualm complaint grievance"
    " ambition".split()
)
# Of these who has them with another does: "Oslo's last round with Lima".
_SHARED = frozenset(
    "talk talks round session meeting dialogue negotiation summit accord pact treaty deal agreement"
    " truce".split()
)
# Of these "of" tells whose they are: "at the urging of Norland".
_WISHES = frozenset(
    "bid refusal willingness readiness reluctance insistence urging behest instigation".split()
)
# Their object is where one goes, or where something befalls: nobody acts upon it.
_GOING = frozenset(
    "visit leave tour reach enter flee depart cross quit approach see host hit strike devastate"
    " ravage engulf batter sweep rock grip border adjoin".split()
)
# Their object is what one speaks of, studies, or is the head or part of.
_CONCERNING = frozenset(
    "discuss debate study research cover mention cite forget remember know love like hate trust"
    " describe compare rule govern lead run represent include comprise list rank count feature"
    " name".split()
)
# What lies or goes between two places is not held by them: "flights between Norland and Sudria".
_CONNECTING = frozenset(
    "border frontier boundary pipeline road highway route railway rail line corridor bridge link"
    " flight ferry train service strait channel strip distance crossing cable canal crossroads lie"
    " run stretch fly sail shuttle difference distinction gap comparison compare".split()
)
_SURROUNDING = frozenset({"follow", "precede", "surround", "border", "flank"})
# What is done to a country, where a noun tells it: "sanctions on Norland", "talks on Norland" not.
_UPON = frozenset(
    "sanction tariff duty levy embargo ban curb restriction blockade attack assault strike raid"
    " war pressure offensive".split()
)
# What a country is said to be without doing anything.
_BEING = frozenset("lie suffer rank become remain seem face border sit span stretch boast".split())
_HAVING = frozenset({"have", "lack", "possess"})
# What two countries have with each other.
_BONDS = frozenset(
    "relationship relation tie dispute agreement deal talk treaty accord pact role plan doubt"
    " friendship partnership border cooperation".split()
)
# What it is said to be that tells its will.
ATTITUDES = frozenset(
    "ready willing unwilling eager keen opposed open prepared committed determined reluctant"
    " against angry furious worried concerned party mediator guarantor signatory"
    " sponsor host ally doubtful sceptical skeptical confident hopeful optimistic pessimistic wary"
    " silent outraged disappointed unhappy dissatisfied adamant supportive critical pleased"
    " delighted glad happy satisfied relieved grateful thankful generous impressed unimpressed"
    " unmoved amused unamused surprised shocked dismayed alarmed annoyed irritated upset incensed"
    " frustrated offended embarrassed bitter defiant dismissive cautious lukewarm hostile"
    " sympathetic receptive anxious hesitant odds odd loggerhead unimpress".split()
)
# What is sent "to X" is to be heard there: "a plea to Norland".
_MESSAGES = frozenset(
    "plea appeal letter message note memo telegram request demand protest ultimatum warning apology"
    " reply concession promise pledge rebuke snub".split()
)
# What a body has without doing anything: "under the Union's auspices".
_HELD = frozenset(
    "auspices umbrella aegis framework headquarters premises building website rules charter statute"
    " margins sidelines".split()
)
# What only dates something: "ahead of the Council's meetings".
_SITTINGS = frozenset("meeting meetings session sessions".split())
_DATING = frozenset({"before", "after", "during", "ahead", "until", "since"})
_SENT = frozenset("invitation message letter request offer call".split())
_SENDERS = frozenset({"by", "from"})
_LEAVING = frozenset({"leave", "depart", "head", "bind", "set", "embark", "sail", "destine"})
_BOOKING = frozenset("book slate schedule bill pencil plan arrange set fix reserve due".split())
_ENVOYS = frozenset(
    "diplomat envoy negotiator official delegate delegation minister representative emissary"
    " officer general expert technocrat".split()
)
_IMPOSING = frozenset(
    "impose levy slap inflict declare call put place pile heap exert wage launch".split()
)

# To a body that decides one passes or takes something: "submitted it to the Assembly".
_REFERRING = frozenset(
    "submit pass refer turn appeal present forward report complain apply address".split()
)
# What is done to firms and bodies, not to things.
_ASKING = frozenset(
    "ask urge accuse fine sue sanction order blame condemn criticize tell inform brief notify"
    " consult thank congratulate praise commend destroy defeat fight combat dismantle outlaw"
    " ban".split()
)
_ASKED = frozenset({"nsubj:pass", "obj", "iobj"})


def is_asked(head: Token) -> bool:
    """Whether something is asked of somebody, or he is charged with it: "Larkin Lines was sued"."""
    return head.dep_ in _ASKED and head.head.lemma_ in _ASKING


def has_deed(head: Token) -> bool:
    """Whether a noun tells a country's act, or an act upon it: "X's invasion of Y"."""
    noun = head.head
    if head.dep_ == "nmod:poss":
        lemma = noun.lemma_.lower()
        if lemma in _HOSTILE or lemma in _STANCES:
            return True
        return lemma in _SHARED and any(
            c.lower_ == "with" for p in noun.children for c in p.children
        )
    if head.dep_ != "nmod" or "of" not in _cases(head):
        return False
    upon = "nmod:poss" in noun.relations
    return noun.lemma_.lower() in (_HOSTILE if upon else _WISHES)


def told_beside(doc: Doc, name: Name) -> bool | None:
    """Whether the words beside a body's name say that it acts or that it does not; None if neither.

    Who issues a statement acts; those of whose people something is said only tell who they are.
    """
    head = doc[name.head]
    after = doc[name.end].lower_ if name.end < len(doc) else ""
    if after.endswith("s") and after[:-1] in lexicon().persons and head.dep_ != "nmod":
        return False  # "Foreign Ministry sources"
    if head.dep_ == "compound" and head.head.lower_ in reporting().messages:
        return True  # "a Royal Court statement"
    i = name.start - 1
    i -= i > 0 and doc[i].lower_ == "the"
    if i > 0 and doc[i].lower_ in _SENDERS:
        return True if doc[i - 1].lower_ in _SENT | reporting().messages else None
    if head.dep_ != "nmod:poss":
        return None
    thing = head.head
    dated = thing.lower_ in _SITTINGS and bool({t.lower_ for t in doc[i - 1 : i + 1]} & _DATING)
    return False if dated or thing.lower_ in _HELD else None


def argument(doc: Doc, name: Name, kinds: Mapping[Name, Kind]) -> int:
    """The token by which the parser makes the person `name` take part in something.

    It may take his title or a dateline for the first part of his name: "Police Chief X".
    """
    head = doc[name.head]
    outer = head.head.i
    if head.dep_ != "flat" or name.start <= outer < name.end:
        return name.head
    other = next((n for n in kinds if n.start <= outer < n.end), None)
    before = other is not None and other.end <= name.start and kinds[other] != "person"
    return outer if before else name.head


def _cases(head: Token) -> Set[str]:
    """The prepositions of a phrase, each as a word."""
    if "case" not in head.relations:
        return frozenset()
    return {child.lower_ for child in head.children if child.dep_ == "case"}


def issues(head: Token) -> bool:
    """Whether a phrase tells who issued a document: "a statement by the ministry"."""
    sent = head.dep_ == "nmod" and bool(_cases(head) & _SENDERS)
    return (sent or head.dep_ == "compound") and head.head.lower_ in reporting().messages


def says_itself(head: Token) -> bool:
    """ "Hanoi, which denies the charge": what the relative clause says it does."""
    return any(
        clause.dep_ == "acl:relcl"
        and is_deed(clause)
        and any(c.lower_ == "which" and c.dep_ == "nsubj" for c in clause.children)
        for clause in head.children
    )


def _is_only_described(head: Token) -> bool:
    """Whether a clause only says what, how or where a country is: "X is poor", "X has a coast"."""
    verb = head.head
    lemma = verb.lemma_.lower()
    if head.dep_ == "nsubj:pass":
        return lemma in _GOING and lemma != "approach"  # "X was hit by floods"
    if head.dep_ != "nsubj":
        return False
    if lemma in _HAVING:
        things = {c.lemma_.lower() for c in verb.children if c.dep_ == "obj"}
        return not things & (_STANCES | _BONDS) and "xcomp" not in verb.relations
    if lemma in _BEING:
        return True
    willing = lemma in ATTITUDES or not verb.relations.isdisjoint(("xcomp", "ccomp"))
    return "cop" in verb.relations and not willing


def _only_follows(head: Token) -> bool:
    """Whether a passive tells what comes next or lies around: "Norland, followed by Sudria"."""
    return head.dep_ == "obl:agent" and head.head.lemma_ in _SURROUNDING


def _sends(head: Token) -> bool:
    """ "Diplomats from Oslo and Lima met": of two capitals whose people do something together."""
    people = head.head
    joined = any(c.dep_ == "conj" and c.ent_type_ == "LOC" for c in head.children)
    sent = head.dep_ == "nmod" and joined and people.tag_ == "NNS" and "from" in _cases(head)
    return sent and people.lemma_.lower() in _ENVOYS and people.dep_ in _ACTIVE


def _is_written_to(head: Token, cases: Set[str]) -> bool:
    """Whether words are sent to somebody: "a plea to Norland"."""
    return head.dep_ == "nmod" and "to" in cases and head.head.lemma_.lower() in _MESSAGES


def _is_referred_to(head: Token, cases: Set[str]) -> bool:
    """Whether something is brought before a body: "passed it to the Council", "sued at X"."""
    verb = head.head.lemma_
    if head.dep_ != "obl":
        return False
    return ("to" in cases and verb in _REFERRING) or ("at" in cases and verb == "sue")


def is_acting(head: Token, *, place: bool) -> bool:  # noqa: PLR0911 - a ladder of signs
    """Whether a phrase takes part in something; to a `place` one also goes or sends something."""
    cases = _cases(head)
    if "including" in cases and head.dep_ == "nmod" and not cases & _PLACED:
        return is_acting(head.head, place=place)  # "with countries including X"
    if head.dep_ in _ACTIVE:
        return not place or not (_is_only_described(head) or _only_follows(head))
    if head.dep_ == "obj":
        # "Its clients include the Union", but "keen on including the Union in the talks".
        lemma = head.head.lemma_.lower()
        idle = lemma in _CONCERNING or (place and lemma in _GOING)
        return not idle or (not place and head.head.tag_ == "VBG")
    if (
        is_addressed(head)
        or _is_written_to(head, cases)
        or _sends(head)
        or (not place and _is_referred_to(head, cases))
    ):
        return True
    if cases & _PLACED or not head.dep_.startswith(("obl", "nmod")):
        return False
    leaving = head.head.lemma_ in _LEAVING  # "left for X"
    booked = head.head.lemma_ in _BOOKING  # "booked for Sofia"
    if "for" in cases and place and (leaving or booked or head.dep_ == "nmod"):
        return False
    governor = head.head.lemma_.lower()
    if place and governor in _CONNECTING:
        return False
    upon = governor in (_UPON if head.dep_ == "nmod" else _IMPOSING)
    return bool(cases & _WITH) or (place and upon and bool(cases & {"on", "over"}))
