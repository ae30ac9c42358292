"""The three networks of the reading model as onnxruntime sessions.

Activations are quantised by the range of a whole batch, so callers put windows of one text only
into a batch: what is read in a text then never depends on its neighbours.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from graph_builder.errors import ArtefactError

Array = NDArray[Any]

_FILES = ("words", "relations", "roles")


class Networks:
    """Runs `words.onnx`, `relations.onnx` and `roles.onnx` of a model directory."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._sessions = {name: _session(files, f"{name}.onnx") for name in _FILES}
        self._outputs = {
            name: [output.name for output in session.get_outputs()]
            for name, session in self._sessions.items()
        }

    def words(self, feed: Mapping[str, Array]) -> dict[str, Array]:
        """Per window and word: `sent` (log-odds of a sentence start), `upos`, `xpos`, `feats`
        (label ids), `ner` (log-probabilities), `pred` (probability of a predicate), `arc` (scores
        of heads, column 0 being the root) and `x` (vectors for the other networks).
        """
        return self._run("words", feed)

    def relations(self, x: Array, heads: Array) -> Array:
        """Relation label ids of each word for its head (0 = root, else word + 1)."""
        return self._run("relations", {"x": x, "heads": heads})["rel"]

    def roles(
        self, x: Array, heads: Array, relations: Array, where: Mapping[str, Array]
    ) -> dict[str, Array]:
        """Log-probabilities `bio` and `head` per predicate and word of its sentence, and `sense`
        scores per predicate. `where` names each predicate's window `row`, `start` and `length` of
        its sentence, and its word `at`.
        """
        offsets = np.arange(int(where["length"].max()))
        feed = {"x": x, "heads": heads, "rel": relations, "offsets": offsets, **where}
        return self._run("roles", feed)

    def _run(self, name: str, feed: Mapping[str, Array]) -> dict[str, Array]:
        outputs = self._outputs[name]
        values = self._sessions[name].run(outputs, dict(feed))
        return dict(zip(outputs, values, strict=True))


def _session(files: Mapping[str, bytes], name: str) -> onnxruntime.InferenceSession:
    """A single-threaded CPU session: more threads are slower, so processes do the scaling."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            files[name], options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:  # onnxruntime raises types of its own and bare RuntimeErrors
        raise ArtefactError(f"reading model: {name} can't be loaded ({error})") from error
