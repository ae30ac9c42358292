"""The actor network in memory: who is linked to whom by which events, and the paths through it."""

from graph_builder.network.mask import EVERYTHING, THROUGH, Found, Mask, half_edges
from graph_builder.network.projection import (
    NETWORK,
    EventColumns,
    Network,
    Triples,
    code_parts,
    event_code,
)
from graph_builder.network.refresh import Fresh, refresh

__all__ = [
    "EVERYTHING",
    "NETWORK",
    "THROUGH",
    "EventColumns",
    "Found",
    "Fresh",
    "Mask",
    "Network",
    "Triples",
    "code_parts",
    "event_code",
    "half_edges",
    "refresh",
]
