"""Dossiers → one graph: who and what is the same across articles."""

from graph_builder.resolution.ledger import Judgement, append_judgement, read_ledger
from graph_builder.resolution.registry import Identity, Registry
from graph_builder.resolution.state import DEFAULT_BASE, State, open_state
from graph_builder.resolution.store import Changes

__all__ = [
    "DEFAULT_BASE",
    "Changes",
    "Identity",
    "Judgement",
    "Registry",
    "State",
    "append_judgement",
    "open_state",
    "read_ledger",
]
