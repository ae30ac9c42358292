"""What adding articles costs, to an empty graph and to a large one; see `generate_dossiers`.

    python tests/bench/build_growth.py 10000 --folder FOLDER

Prints, for each step, seconds in all and by stage. Dossiers are ready-made: reading isn't in it.
"""

import argparse
import shutil
import sys
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from graph_builder.build import BuildReport, OnProgress, Stage, build_dossiers, retract, validate
from tests.bench.generate_dossiers import generate

ADDED = 100


def timed(name: str, step: Callable[[OnProgress], BuildReport]) -> float:
    """Run a step, print what it took, and return the seconds."""
    began: dict[Stage, float] = {}

    def note(stage: Stage, _done: int, _total: int | None) -> None:
        began.setdefault(stage, time.perf_counter())

    start = time.perf_counter()
    report = step(note)
    end = time.perf_counter()
    times = [*began.values(), end]
    stages = {s: round(times[i + 1] - times[i], 2) for i, s in enumerate(began)}
    sys.stdout.write(f"{name:24} {end - start:8.2f} s  {stages}  {report.counts}\n")
    sys.stdout.flush()
    return end - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("--folder", type=Path, required=True, help="emptied first")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    shutil.rmtree(arguments.folder, ignore_errors=True)
    graph, small = arguments.folder / "graph", arguments.folder / "small"
    count = arguments.articles
    coming = generate(count + ADDED, arguments.seed)
    timed(
        f"{count} to an empty one", lambda p: build_dossiers(islice(coming, count), graph, None, p)
    )
    last = list(coming)
    few = timed(f"{ADDED} to an empty one", lambda p: build_dossiers(last, small, None, p))
    more = timed(f"{ADDED} to {count}", lambda p: build_dossiers(last, graph, None, p))
    timed("retract one", lambda p: retract(last[0].id, graph, p))
    start = time.perf_counter()
    found = validate(graph)
    took = time.perf_counter() - start
    size = sum(path.stat().st_size for path in graph.rglob("*") if path.is_file())
    sys.stdout.write(
        f"validate {took:.1f} s, {found.quads:,} quads, {len(found.violations)} violations; "
        f"{size / 1e6:,.0f} MB on disk\n"
        f"{ADDED} to {count} cost {more / few:.2f}× as much as to none\n"
    )


if __name__ == "__main__":
    main()
