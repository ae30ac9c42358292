"""Which generation of the graph is current: looked up on disk, cheaply, for every request."""

import os
import time
from collections.abc import Mapping
from pathlib import Path

from graph_builder.errors import GraphError
from graph_builder.store.directory import Generation, GraphDirectory


class Generations:
    """The generations of the graph in folder `path`, which a build may be adding to."""

    def __init__(self, path: Path) -> None:
        self._directory = GraphDirectory(path)
        self._pointer = path / "CURRENT"
        self._stamp: tuple[int, int, int] | None = None
        self._current: Generation | None = None

    def current(self) -> Generation:
        """The generation that was published last; raises `GraphError` when there is none."""
        try:
            status = os.stat(self._pointer)  # noqa: PTH116 - a third of the time of Path.stat
        except OSError:
            raise GraphError(
                f"{self._pointer.parent}: no graph has been published here yet; "
                "run `chancery build`"
            ) from None
        stamp = (status.st_ino, status.st_mtime_ns, status.st_size)
        if self._current is None or stamp != self._stamp:
            self._current = self._directory.current()
            self._stamp = stamp
        return self._current

    def current_path(self) -> str:
        """The folder of the current generation."""
        return str(self.current().path)

    def number(self) -> int:
        """Number of the current generation; 0 when there is none."""
        try:
            return self.current().number
        except GraphError:
            return 0

    def counts(self) -> Mapping[str, int]:
        """How many things of each kind the current generation holds; empty when there is none."""
        try:
            return self.current().manifest.counts
        except GraphError:
            return {}

    def age_s(self) -> float:
        """Seconds since the current generation was published; 0 when there is none."""
        try:
            return time.time() - self._pointer.stat().st_mtime
        except OSError:
            return 0.0

    def tag(self) -> str:
        """What tells this generation from every other, of this and other graphs, on this disk."""
        self.current()
        assert self._stamp is not None
        return "-".join(f"{part:x}" for part in self._stamp)
