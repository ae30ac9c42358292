"""The actor network in memory: who is linked to whom by which events, and the paths through it."""

from graph_builder.network.deviations import PathWish
from graph_builder.network.fan import Fan, Found, half_edges
from graph_builder.network.mask import EVERYTHING, THROUGH, Mask
from graph_builder.network.paths import FoundPaths, Unreached, find_paths, nearest_reachable
from graph_builder.network.projection import (
    NETWORK,
    EventColumns,
    Network,
    Triples,
    code_parts,
    event_code,
)
from graph_builder.network.renewal import Fresh, Nodes, refresh
from graph_builder.network.strength import FoundPath

__all__ = [
    "EVERYTHING",
    "NETWORK",
    "THROUGH",
    "EventColumns",
    "Fan",
    "Found",
    "FoundPath",
    "FoundPaths",
    "Fresh",
    "Mask",
    "Network",
    "Nodes",
    "PathWish",
    "Triples",
    "Unreached",
    "code_parts",
    "event_code",
    "find_paths",
    "half_edges",
    "nearest_reachable",
    "refresh",
]
