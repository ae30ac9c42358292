"""How fast and how big the reading is: `python tests/bench/reading.py [TEXT…]`.

Prints seconds to import and load, to the first sentence, words a second on one core, and the peak
memory of the process. Without texts it reads the seeds, ten times over.
"""

import resource
import sys
import time
from pathlib import Path

START = time.perf_counter()
ROOT = Path(__file__).parents[2]


def main() -> None:
    """Measure and print."""
    sys.path.insert(0, str(ROOT))
    from graph_builder import reading

    imported = time.perf_counter()
    nlp = reading.load()
    loaded = time.perf_counter()
    nlp("The president met the prime minister in Vienna on Monday.")
    first = time.perf_counter()
    paths = [Path(a) for a in sys.argv[1:]] or sorted((ROOT / "seeds").glob("*.txt")) * 10
    texts = [path.read_text("utf-8") for path in paths]
    began, cpu = time.perf_counter(), time.process_time()
    words = sum(sum(not t.is_space for t in doc) for doc in nlp.pipe(texts))
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"import {imported - START:.2f} s, load {loaded - imported:.2f} s, "
        f"first sentence {first - START:.2f} s after start\n"
        f"{words} words: {words / wall:.0f} a second, {words / cpu:.0f} a CPU second\n"
        f"peak memory {peak:.0f} MB\n"
    )


if __name__ == "__main__":
    main()
