"""How merging grows: time and memory of full merges, and of updates to small and large graphs.

    python -m tests.bench.merging growth            # 100 articles more, on none and on 10,000
    python -m tests.bench.merging full 1000 10000 100000 --jobs 4

Dossiers are made beforehand and read from a file. CPU time is that of this process and of those
that help it; memory is the greatest sum of what all of them held at a time (their resident sizes,
so what they share counts several times).
"""

import argparse
import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph_builder.model import to_json
from graph_builder.resolution import Registry, open_state
from tests.bench.generate_dossiers import generate

PAGE_KB = os.sysconf("SC_PAGE_SIZE") >> 10


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock, of CPU in all and of the process that owns the state; memory in MB."""

    wall_s: float
    cpu_s: float
    own_cpu_s: float
    memory_mb: int

    def __str__(self) -> str:
        cpu = f"{self.cpu_s:.2f} s CPU, {self.own_cpu_s:.2f} of it in the first process"
        return f"{self.wall_s:8.2f} s ({cpu}; {self.memory_mb} MB)"


def write_lines(count: int, path: Path) -> Path:
    """Writes generated dossiers to a file, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for dossier in generate(count):
            file.write(json.dumps(to_json(dossier), ensure_ascii=False) + "\n")
    return path


def read_lines(path: Path) -> Iterator[bytes]:
    """The dossiers of a file as a merge takes them."""
    with path.open("rb") as file:
        yield from file


@contextmanager
def watched() -> Iterator[list[int]]:
    """Looks ten times a second how much memory this process and its children hold, in kB."""
    most = [0]
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            most[0] = max(most[0], sum(map(_resident_kb, (os.getpid(), *_children()))))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield most
    finally:
        over.set()
        thread.join()


def _children() -> list[int]:
    tasks = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(pid) for task in tasks for pid in task.read_text().split()]


def _resident_kb(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE_KB
    except (OSError, IndexError):
        return 0


def merge(lines: Iterable[bytes], path: Path, ledger: Path, jobs: int = 1) -> Spent:
    """The cost of merging dossiers into the state at `path`."""
    clock, cpu = time.perf_counter(), os.times()
    with watched() as most, open_state(path) as state:
        state.apply(lines, (), (), Registry(ledger), jobs)
    now = os.times()
    own = now.user + now.system - cpu.user - cpu.system
    others = now.children_user + now.children_system - cpu.children_user - cpu.children_system
    return Spent(time.perf_counter() - clock, own + others, own, most[0] >> 10)


def full(counts: Sequence[int], folder: Path, jobs: int) -> None:
    """Full merges of as many dossiers."""
    for count in counts:
        lines = write_lines(count, folder / "dossiers.jsonl")
        path = folder / f"{count}.sqlite"
        spent = merge(read_lines(lines), path, folder / f"{count}.jsonl", jobs)
        size = path.stat().st_size >> 20
        path.unlink()
        per = 1000 * spent.cpu_s / count
        sys.stdout.write(f"{count:7} dossiers {spent}, {per:.2f} ms CPU each, file {size} MB\n")
        sys.stdout.flush()


def growth(base: int, more: int, folder: Path, jobs: int) -> None:
    """The same update of an empty graph and of a large one."""
    lines = write_lines(base + more, folder / "dossiers.jsonl")
    large = folder / "large.sqlite", folder / "large.jsonl"
    merge(islice(read_lines(lines), base), *large, jobs)
    update = list(islice(read_lines(lines), base, None))
    fresh = merge(update, folder / "empty.sqlite", folder / "empty.jsonl")
    grown = merge(update, *large)
    sys.stdout.write(
        f"{more} on none:   {fresh}\n{more} on {base}: {grown}\n"
        f"ratio {grown.wall_s / fresh.wall_s:.2f} (CPU {grown.cpu_s / fresh.cpu_s:.2f})\n"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command above."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("what", choices=("full", "growth"))
    parser.add_argument("counts", type=int, nargs="*", default=[])
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.what == "full":
            full(options.counts or [1000, 10_000], Path(folder), options.jobs)
        else:
            base = options.counts[0] if options.counts else 10_000
            more = options.counts[1] if len(options.counts) > 1 else 100
            growth(base, more, Path(folder), options.jobs)


if __name__ == "__main__":
    main()
