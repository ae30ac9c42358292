"""Articles that were taken in and not yet read: one file each, so that no crash loses them."""

import json
import os
import secrets
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph_builder.errors import NotFoundError
from graph_builder.store.durable import clear_write_errors, replace_file

KEPT = 1000
"""How many finished jobs are remembered."""

_OPEN = frozenset(("waiting", "reading"))


class Inbox:
    """The folder `inbox/` of a graph: a record (JSON) for each job, in the order of arrival.

    A record has `id`, `state` (waiting, reading, published, unchanged or failed), `received` (Unix
    time in seconds), `articles` while it isn't finished, then `report` or `error`.
    """

    def __init__(self, graph: Path) -> None:
        self._folder = graph / "inbox"

    def add(self, articles: Sequence[Mapping[str, Any]]) -> str:
        """Keep `articles` for reading; they are on the disk when this returns the job's id."""
        number = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        record = {
            "id": number,
            "state": "waiting",
            "received": round(time.time(), 3),
            "articles": list(articles),
        }
        with clear_write_errors(self._folder):
            self._folder.mkdir(exist_ok=True)
            replace_file(self._path(number), json.dumps(record))
        return number

    def get(self, number: str) -> dict[str, Any]:
        """The record of a job, with what its reader said last; raises `NotFoundError`."""
        if not number.replace("-", "").isalnum() or not number.isascii():
            raise NotFoundError("there is no such job")
        try:
            record: dict[str, Any] = json.loads(self._path(number).read_text("utf-8"))
        except (OSError, ValueError):
            raise NotFoundError(f"there is no job {number}, or it is long done") from None
        if record["state"] in _OPEN:
            record |= self._progress(number)
        return record

    def pending(self) -> list[str]:
        """The ids of the jobs that aren't finished, oldest first."""
        if not self._folder.is_dir():
            return []
        numbers = sorted(path.stem for path in self._folder.glob("*.json"))
        return [number for number in numbers if self.get(number)["state"] in _OPEN]

    def tell(self, number: str, **progress: Any) -> None:
        """Note how far the reading of a job is; lost in a crash, and no harm done."""
        path = self._progress_path(number)
        temporary = path.with_suffix(".tmp")
        temporary.write_text(json.dumps(progress), "utf-8")
        os.replace(temporary, path)  # noqa: PTH105 - the counterpart of durable.replace_file

    def finish(self, number: str, state: str, **outcome: Any) -> None:
        """Note how a job ended, and forget its texts."""
        record = self.get(number)
        record.pop("articles", None)
        record.pop("progress", None)
        record |= {"state": state, **outcome}
        with clear_write_errors(self._folder):
            replace_file(self._path(number), json.dumps(record))
            self._progress_path(number).unlink(missing_ok=True)
            for old in sorted(self._folder.glob("*.json"))[:-KEPT]:
                old.unlink(missing_ok=True)

    def _path(self, number: str) -> Path:
        return self._folder / f"{number}.json"

    def _progress_path(self, number: str) -> Path:
        return self._folder / f"{number}.progress"

    def _progress(self, number: str) -> dict[str, Any]:
        try:
            return {
                "state": "reading",
                "progress": json.loads(self._progress_path(number).read_text()),
            }
        except (OSError, ValueError):
            return {}
