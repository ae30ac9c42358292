"""Scores of extraction on the development gold: `python tests/bench/extraction_scores.py`.

Prints the develop articles, the hold-out and all of them together, or those of `--ids`. Of the
hold-out only totals are ever shown: it stays unseen. The gold is looked for beside the checkout,
or in the folder that CHANCERY_SHARED names.
"""

import argparse
import json
import os
from pathlib import Path

from graph_builder import reading
from graph_builder.evaluate import as_lines, evaluate, predict, read_records
from graph_builder.extraction import extract

SHARED = Path(os.environ.get("CHANCERY_SHARED", Path(__file__).parents[3] / "shared"))
GOLD = SHARED / "gold"


def main() -> None:
    """Read the articles, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ids", help="only these articles, with commas between")
    parser.add_argument("--by-article", action="store_true", help="develop articles one by one")
    parser.add_argument("--errors", action="store_true", help="mistakes on develop articles")
    options = parser.parse_args()
    split = json.loads((GOLD / "split.json").read_text("utf-8"))
    records = read_records(GOLD / "gold.jsonl")
    if options.ids:
        wanted = set(options.ids.split(","))
        parts = {"asked for": [r for r in records if r["id"] in wanted]}
    else:
        parts = {
            "develop": [r for r in records if r["id"] in split["develop"]],
            "hold-out": [r for r in records if r["id"] in split["holdout"]],
            "all": records,
        }
    model = reading.load()
    everything = {r["id"]: r for part in parts.values() for r in part}
    predictions, speed = predict(everything.values(), GOLD / "articles", model, extract)
    for name, part in parts.items():
        shown = not any(record["id"] in split["holdout"] for record in part)
        result = evaluate(part, predictions, speed=speed)
        print(f"== {name}: {result.articles} articles")  # noqa: T201 - a command's output
        by_article, errors = options.by_article and shown, options.errors and shown
        for line in as_lines(result, by_article=by_article, mistakes=errors):
            print(line)  # noqa: T201


if __name__ == "__main__":
    main()
