"""How fast and how big the reading is: `python tests/bench/reading.py [--starts N] [TEXT…]`.

Prints the size of the model, the seconds that N fresh processes take to import, to load and to the
end of a first sentence (best and median, of the wall's clock and of the processor's), then words a
second on one core and the peak memory of this process. Without texts it reads the seeds.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "graph_builder/reading/model"
SENTENCE = "The president met the prime minister in Vienna on Monday."
START = f"""
import time
wall, cpu = [time.perf_counter()], [time.process_time()]
def lap():
    wall.append(time.perf_counter()); cpu.append(time.process_time())
from graph_builder import reading
lap()
nlp = reading.load()
lap()
nlp({SENTENCE!r})
lap()
print(*(b - a for times in (wall, cpu) for a, b in zip(times, times[1:])))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--starts", type=int, default=5, help="fresh processes to measure")
    parser.add_argument("texts", nargs="*", type=Path, help="text files to read")
    arguments = parser.parse_args()
    size = sum(path.stat().st_size for path in MODEL.iterdir())
    say(f"model {size / 1e6:.1f} MB (at most 32)")
    measure_starts(arguments.starts)
    measure_reading(arguments.texts or sorted((ROOT / "seeds").glob("*.txt")))


def measure_starts(count: int) -> None:
    """Seconds of each step, and from the process's start to the first sentence's end."""
    runs = []
    for _ in range(count):
        began = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", START],
            cwd=ROOT,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        runs.append([time.perf_counter() - began, *map(float, done.stdout.split())])
    columns = list(zip(*runs, strict=True))
    names = ("whole process", "import", "load", "first sentence")
    for name, wall in zip(names, columns[:4], strict=True):
        say(f"{name:15} best {min(wall):.2f} s, median {median(wall):.2f} s")
    used = [sum(run[4:]) for run in runs]
    say(f"CPU seconds to the first sentence: best {min(used):.2f}, median {median(used):.2f}")


def measure_reading(paths: Sequence[Path]) -> None:
    """Words a second, and memory."""
    sys.path.insert(0, str(ROOT))
    from graph_builder import reading

    nlp = reading.load()
    texts = [path.read_text("utf-8") for path in paths]
    for _ in nlp.pipe(texts[:1]):  # warms caches
        pass
    began, cpu = time.perf_counter(), time.process_time()
    words = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(texts))
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    say(f"{words} words: {words / wall:.0f} a second, {words / cpu:.0f} a CPU second")
    say(f"peak memory {peak:.0f} MB")


def say(line: str) -> None:
    """Write a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
