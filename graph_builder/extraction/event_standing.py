"""Whether a telling names the parties that an event needs, so that it can be one of its own."""

from graph_builder.extraction.discourse import Entity
from graph_builder.extraction.event_mentions import Mention
from graph_builder.extraction.event_parties import TEAMS
from graph_builder.extraction.event_rounds import is_another
from graph_builder.extraction.event_texts import says_joint
from graph_builder.extraction.event_types import lexicon
from graph_builder.extraction.frames import is_verbal


def stands_alone(mention: Mention) -> bool:
    """Whether the mention has the parties that an event of its type needs.

    Those who only brought others together are not enough: "a truce brokered by X and Y".
    """
    needed = lexicon().types[mention.type].parties
    if needed >= 2 and mention.only_mediated:
        return False
    if needed >= 2 and len(mention.parties) == 1:
        return _meets_by_itself(mention, mention.parties[0][0])
    return len(mention.parties) >= needed


def _meets_by_itself(mention: Mention, only: Entity) -> bool:
    """ "G20 ministers gather", "a meeting of the Security Council": one name for many members."""
    if is_verbal(mention.trigger):
        alone = mention.type == "meet" and only.type == "organization"
        return alone or (only.type == "group" and " " in only.name)  # not bare "delegations"
    if mention.type == "joint_statement":
        return only.type == "group" and " " in only.name and says_joint(mention.trigger)
    return (
        mention.type == "meet"
        and only.type in ("group", "organization")
        and TEAMS.isdisjoint(only.name.lower().split())
        and mention.of_members
        and (not mention.anaphoric or is_another(mention.trigger))
    )
