"""How merging grows: time and memory of full merges, and of updates to small and large graphs.

    python tests/bench/merging.py growth            # 100 articles more, on none and on 10,000
    python tests/bench/merging.py full 1000 10000 100000

Times are of this process's own work (CPU) and of the clock; memory is the greatest resident size.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph_builder.model import Dossier
from graph_builder.resolution import Registry, open_state
from tests.bench.generate_dossiers import generate


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds on the clock and of CPU."""

    wall_s: float
    cpu_s: float

    def __str__(self) -> str:
        return f"{self.wall_s:8.2f} s ({self.cpu_s:.2f} s CPU)"


def merge(dossiers: Iterable[Dossier], path: Path, ledger: Path) -> Spent:
    """The cost of merging dossiers into the state at `path`."""
    clock, cpu = time.perf_counter(), time.process_time()
    with open_state(path) as state:
        state.apply(dossiers, (), (), Registry(ledger))
    return Spent(time.perf_counter() - clock, time.process_time() - cpu)


def memory_mb() -> int:
    """The greatest resident size of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def full(counts: Sequence[int], folder: Path) -> None:
    """Full merges of as many dossiers."""
    for count in counts:
        made = list(islice(generate(count), count)) if count <= 20_000 else generate(count)
        spent = merge(made, folder / f"{count}.sqlite", folder / f"{count}.jsonl")
        size = (folder / f"{count}.sqlite").stat().st_size >> 20
        per = 1000 * spent.cpu_s / count
        told = f"{count:7} dossiers {spent}, {per:.2f} ms each, {memory_mb()} MB, file {size} MB\n"
        sys.stdout.write(told)
        sys.stdout.flush()


def growth(base: int, more: int, folder: Path) -> None:
    """The same update of an empty graph and of a large one."""
    update = list(islice(generate(base + more), base, None))
    merge(islice(generate(base + more), base), folder / "large.sqlite", folder / "large.jsonl")
    fresh = merge(update, folder / "empty.sqlite", folder / "empty.jsonl")
    grown = merge(update, folder / "large.sqlite", folder / "large.jsonl")
    sys.stdout.write(
        f"{more} on none:   {fresh}\n{more} on {base}: {grown}\n"
        f"ratio {grown.wall_s / fresh.wall_s:.2f} (CPU {grown.cpu_s / fresh.cpu_s:.2f})\n"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command above."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("what", choices=("full", "growth"))
    parser.add_argument("counts", type=int, nargs="*", default=[])
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        if options.what == "full":
            full(options.counts or [1000, 10_000], Path(folder))
        else:
            base = options.counts[0] if options.counts else 10_000
            growth(base, options.counts[1] if len(options.counts) > 1 else 100, Path(folder))


if __name__ == "__main__":
    main()
