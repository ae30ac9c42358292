"""What is answered on why the mentions of an actor are one; as `graph.answers`, plain values."""

from dataclasses import dataclass

from graph_builder.graph.answers import ActorRef


@dataclass(frozen=True, slots=True)
class IdentityMember:
    """An actor of an article that is part of an actor; `told` is its name there.

    Members of one `group` say the same about who they are, so that no rule had to compare them.
    """

    article: str
    claim: str
    told: str
    group: str


@dataclass(frozen=True, slots=True)
class IdentityReason:
    """Why two members, each "ARTICLE/ID", are one: a rule and its score, 0 … 1."""

    left: str
    right: str
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class IdentityJudgement:
    """What a person, or a rule ("rule:NAME"), judged about a member."""

    id: str
    verdict: str
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class ActorIdentity:
    """Why the mentions of an actor are one."""

    actor: ActorRef
    members: tuple[IdentityMember, ...]
    reasons: tuple[IdentityReason, ...]
    judgements: tuple[IdentityJudgement, ...]
