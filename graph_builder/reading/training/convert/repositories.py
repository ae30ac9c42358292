"""Reading files out of git repositories at fixed commits."""

import subprocess
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from graph_builder.errors import InputError


@dataclass(frozen=True, slots=True)
class Corpus:
    """A row of `corpora.toml`."""

    name: str
    repository: str
    commit: str
    licence: str
    files: tuple[str, ...]


def corpora() -> tuple[Corpus, ...]:
    """The table of corpora."""
    return tuple(Corpus(**{**row, "files": tuple(row["files"])}) for row in _table()["corpus"])


def checksums() -> dict[str, str]:
    """sha256 of the converted files' content, by name ("ud_ewt_train.jsonl")."""
    return dict(_table()["sha256"])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("corpora.toml").read_text("utf-8"))


class Repository:
    """The files of one commit: that of the first row for a converted `file`, or of any."""

    def __init__(self, mirrors: Path, repository: str, file: str = "") -> None:
        self._commit = next(
            corpus.commit
            for corpus in corpora()
            if corpus.repository == repository and (not file or file in corpus.files)
        )
        folder = mirrors / repository.replace("/", "+")
        candidates = (folder / "repo", folder / ".git", folder)
        found = next((c for c in candidates if (c / "objects").is_dir()), None)
        if found is None:
            raise InputError(f"no git repository {folder}; clone https://github.com/{repository}")
        self._git_dir = found

    def _git(self, *arguments: str, stdin: bytes = b"") -> bytes:
        command = ["git", f"--git-dir={self._git_dir}", *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, check=False)
        if done.returncode != 0:
            reason = done.stderr.decode(errors="replace").strip()
            raise InputError(f"{self._git_dir}: git {arguments[0]} failed: {reason}")
        return done.stdout

    def text(self, path: str) -> str:
        """The content of a file."""
        return self._git("show", f"{self._commit}:{path}").decode("utf-8")

    def names(self, folder: str, suffix: str) -> list[str]:
        """The sorted paths of the files below a folder that end in `suffix`."""
        listing = self._git("ls-tree", "-r", "--name-only", "-z", self._commit, folder)
        return sorted(n for n in listing.decode("utf-8").split("\0") if n.endswith(suffix))

    def texts(self, paths: Sequence[str]) -> Mapping[str, str]:
        """The contents of many files at once."""
        request = "".join(f"{self._commit}:{path}\n" for path in paths).encode()
        answer = self._git("cat-file", "--batch", stdin=request)
        return dict(zip(paths, _batch_contents(answer), strict=True))


def _batch_contents(answer: bytes) -> Iterator[str]:
    at = 0
    while at < len(answer):
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        yield answer[end + 1 : end + 1 + size].decode("utf-8", "replace")
        at = end + 1 + size + 1
