"""What the files of `ontology/` say, as Python: polities, topics, and the normal form of a name.

The domain's words live in data files; these modules only read them and answer look-ups. Nothing is
read at import time, and each file is read once per process.
"""

from graph_builder.ontology.files import load_toml, path
from graph_builder.ontology.names import alias_keys, bare_name, name_key
from graph_builder.ontology.polities import Metonym, Polities, Polity, PolityType, polities
from graph_builder.ontology.topics import TOPICS, Concept, Topics, topics

__all__ = [
    "TOPICS",
    "Concept",
    "Metonym",
    "Polities",
    "Polity",
    "PolityType",
    "Topics",
    "alias_keys",
    "bare_name",
    "load_toml",
    "name_key",
    "path",
    "polities",
    "topics",
]
