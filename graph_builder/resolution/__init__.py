"""Dossiers → one graph: who and what is the same across articles.

::

    state = open_state(path, base_iri=…)          the state of a generation, one SQLite file
    stale = state.stale(judgements)               articles to be added again, for judgements' sake
    changes = state.apply(added, withdrawn, judgements, registry, jobs)     iterate: merged.Change
    state.things(kind=None) | thing(iri) | entities(article)          what the graph holds
    Registry(ledger / "identities.jsonl")         anchors → IRIs, append-only
    read_ledger(ledger / "judgements.jsonl")      what people and rules decided

and for people, as plain functions (`judging`, `review`, `explaining`, `wikidata`)::

    review_queue(state, limit) -> tuple[Proposal, …]
    proposed(state, Decision(verdict, left, right | field, value, by, reason), dossier_of)
    consequences(state, judgements, ledger, registry, dossier_of) -> tuple[Change, …]
    judge(ledger_path, judgements) -> tuple[Judgement, …]     refuses contradictions
    undo(ledger_path, id=None) -> Judgement
    explain(state, iri) -> Explanation
    link_labels(state, dump) -> tuple[Judgement, …]           Wikidata ids from a local file

A merge is a function of dossiers, judgements and registry: the same three give the same things,
IRIs included, in any order and batching. How it works: `preparing` keeps of a dossier what matters,
in any process; `ingest` writes it down; `actors` joins facets (`facets`: actors that say the same
about who they are) and `weak` finds whom a surname or an office means; `events` joins claims that
find each other in `blocks` by the rules of `occasions`; `statements` joins wordings, `origins`
near-copies; `materialise` turns what was touched into things, named by `minting`, with `pairs` and
`discrepancies` derived from them. Everything is decided within connected components of links
(`clusters`), so an update touches only what it touches; `hubs`, whom any number of articles tell
of, are counted and keep `rolls` of their members, so that one more costs what the first one did.
"""

from graph_builder.resolution.explaining import Explanation, explain
from graph_builder.resolution.judging import Decision, consequences, judge, proposed, undo
from graph_builder.resolution.ledger import Judgement, append_judgement, read_ledger
from graph_builder.resolution.preparing import Source
from graph_builder.resolution.registry import Identity, Registry
from graph_builder.resolution.review import Proposal, review_queue
from graph_builder.resolution.schema import FORMAT
from graph_builder.resolution.state import DEFAULT_BASE, State, open_state
from graph_builder.resolution.store import Changes
from graph_builder.resolution.wikidata import link_labels

__all__ = [
    "DEFAULT_BASE",
    "FORMAT",
    "Changes",
    "Decision",
    "Explanation",
    "Identity",
    "Judgement",
    "Proposal",
    "Registry",
    "Source",
    "State",
    "append_judgement",
    "consequences",
    "explain",
    "judge",
    "link_labels",
    "open_state",
    "proposed",
    "read_ledger",
    "review_queue",
    "undo",
]
