"""Chancery reads news articles and keeps the diplomatic record.

::

    from graph_builder import open_graph

    open_graph("graph").timeline("Lee Jae-myung", "Ishiba")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph_builder.graph import open_graph

__all__ = ["__version__", "open_graph"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    # Looked up when asked for: everything else in the package works without numpy in memory.
    if name == "open_graph":
        from graph_builder.graph import open_graph  # noqa: PLC0415

        return open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
