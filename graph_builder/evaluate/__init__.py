"""Precision, recall and F1 of dossiers against gold, for anyone's gold.

Gold is JSON Lines as `records` reads it; an article's text is `ID.txt` in a folder. `evaluate`
compares; `predict` reads the texts and says what that cost.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from graph_builder.errors import InputError
from graph_builder.evaluate.calibration import Bin, TopicScores, calibration_error, reliability
from graph_builder.evaluate.matching import Matched, match_article
from graph_builder.evaluate.mistakes import Mistake, mistakes_of
from graph_builder.evaluate.records import Record, read_records, why_unreadable
from graph_builder.evaluate.scores import Score, Share, Tally, article_scores
from graph_builder.garbage import settle
from graph_builder.model import Article, Dossier, to_json

__all__ = [
    "Evaluation",
    "Speed",
    "as_json",
    "as_lines",
    "evaluate",
    "predict",
    "read_records",
]


@dataclass(frozen=True, slots=True)
class Speed:
    """What reading cost: words of text, and CPU seconds of the reading model and of extraction.

    Both are taken on the same texts, article by article, when the model and the tables are loaded.
    It is CPU time (each works in one thread), which other work on the machine changes least.
    """

    words: int
    reading_s: float
    extraction_s: float

    @property
    def words_per_s(self) -> float:
        """Words that are read and extracted from in a second of CPU time."""
        total = self.reading_s + self.extraction_s
        return self.words / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All measures of one evaluation. `by_article` holds the four main scores of each."""

    articles: int
    scores: Mapping[str, Score]
    by_type: Mapping[str, Score]
    shares: Mapping[str, Share]
    topics: TopicScores
    reliability: Sequence[Bin]
    by_article: Mapping[str, Mapping[str, Score]]
    mistakes: Sequence[Mistake]
    speed: Speed | None = None


def evaluate(
    gold: Iterable[Record], predictions: Mapping[str, Record], *, speed: Speed | None = None
) -> Evaluation:
    """`predictions` (by article id, dossiers or records in the gold schema) against `gold`.

    An article without a prediction counts as one that says nothing.
    """
    tally, topics = Tally(), TopicScores()
    matched: dict[str, Matched] = {}
    for record in gold:
        article = match_article(record, predictions.get(record["id"], {}))
        matched[record["id"]] = article
        tally.add(article)
        topics.add(article)
    return Evaluation(
        articles=len(matched),
        scores=tally.scores,
        by_type=dict(sorted(tally.by_type.items(), key=lambda item: (-item[1].gold, item[0]))),
        shares=tally.shares,
        topics=topics,
        reliability=reliability(list(matched.values())),
        by_article={id_: article_scores(article) for id_, article in matched.items()},
        mistakes=[mistake for article in matched.values() for mistake in mistakes_of(article)],
        speed=speed,
    )


def predict(
    gold: Iterable[Record],
    texts: Path | None,
    read: Callable[[str], Any],
    extract: Callable[[Any, Article], Dossier],
) -> tuple[dict[str, Record], Speed]:
    """Dossiers of the gold's articles, and what reading them cost.

    An article's text is `texts`/ID.txt; where there is none, the `text` of its gold. `read` makes a
    Doc of a text and `extract` a dossier of the Doc. Raises `InputError` when a text is missing.
    """
    found: dict[str, Record] = {}
    words, reading_s, extraction_s = 0, 0.0, 0.0
    articles = [_article(record, _text(record, texts)) for record in gold]
    for article in articles[:1]:
        extract(read(article.text), article)  # whoever is first loads the tables
        settle()  # as a build does, so that both cost here what they cost there
    for article in articles:
        start = time.process_time()
        doc = read(article.text)
        between = time.process_time()
        found[article.id] = to_json(extract(doc, article))
        extraction_s += time.process_time() - between
        reading_s += between - start
        words += len(article.text.split())
    return found, Speed(words, reading_s, extraction_s)


def _text(record: Record, texts: Path | None) -> str:
    path = None if texts is None else texts / f"{record['id']}.txt"
    if record.get("text") and (path is None or not path.exists()):
        return str(record["text"])
    if path is None:
        raise InputError(f"the gold of {record['id']} holds no text; give --texts, or its text")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"{path}: {why_unreadable(error)}; this is the text of {record['id']}"
        ) from error


def _article(record: Record, text: str) -> Article:
    return Article(
        id=record["id"],
        url=record.get("url"),
        title=record.get("title"),
        publisher=None,
        published=record.get("published"),
        language=record.get("language", "en"),
        text=text,
    )


# ---- output -------------------------------------------------------------------------------------


def as_json(evaluation: Evaluation) -> dict[str, Any]:
    """`evaluation` as plain JSON values, precision, recall and F1 worked out."""
    topics = evaluation.topics
    return {
        "articles": evaluation.articles,
        "scores": {name: _score_json(score) for name, score in evaluation.scores.items()},
        "by_type": {name: _score_json(score) for name, score in evaluation.by_type.items()},
        "shares": {name: _share_json(share) for name, share in evaluation.shares.items()},
        "topics": {
            "recall_at_3": _share_json(topics.recall),
            "precision_at_3": _share_json(topics.precision),
            "recall_at_3_of_all": _share_json(topics.found),
        },
        "reliability": [asdict(bin_) for bin_ in evaluation.reliability],
        "calibration_error": round(calibration_error(evaluation.reliability), 4),
        "by_article": {
            id_: {name: _score_json(score) for name, score in scores.items()}
            for id_, scores in evaluation.by_article.items()
        },
        "mistakes": [asdict(mistake) for mistake in evaluation.mistakes],
        "speed": asdict(evaluation.speed) if evaluation.speed else None,
    }


def _score_json(score: Score) -> dict[str, float]:
    ratios = {name: round(getattr(score, name), 4) for name in ("precision", "recall", "f1")}
    return {**ratios, "right": score.right, "predicted": score.predicted, "gold": score.gold}


def _share_json(share: Share) -> dict[str, float]:
    return {"share": round(share.share, 4), "right": share.right, "judged": share.judged}


def as_lines(
    evaluation: Evaluation, *, by_article: bool = False, mistakes: bool = False
) -> list[str]:
    """`evaluation` as the lines of a plain table."""
    lines = [f"{'':44} {'P':>6} {'R':>6} {'F1':>6}   right/predicted/gold"]
    lines += [_score_line(name, score) for name, score in evaluation.scores.items()]
    lines.append("events by type")
    lines += [_score_line(f"  {name}", score) for name, score in evaluation.by_type.items()]
    shares = {**evaluation.shares, "topics recall@3": evaluation.topics.recall}
    shares |= {"topics precision@3": evaluation.topics.precision}
    lines.append("right on what was matched")
    lines += [f"  {n:42} {s.share:6.3f}   {s.right}/{s.judged}" for n, s in shares.items()]
    if evaluation.reliability:
        error = calibration_error(evaluation.reliability)
        lines.append(f"confidence against share right (mean distance {error:.3f})")
        lines += [
            f"  {b.low:.1f}–{b.high:.1f}  mean {b.mean:.2f}  right {b.right:.2f}  of {b.claims}"
            for b in evaluation.reliability
        ]
    if evaluation.speed:
        speed = evaluation.speed
        share = speed.extraction_s / speed.reading_s if speed.reading_s else 0.0
        lines.append(
            f"{speed.words_per_s:.0f} words/s of CPU; extraction costs {share:.0%} of reading"
        )
    if by_article:
        lines += _article_lines(evaluation)
    if mistakes:
        lines += [
            f"{m.article} {m.kind} {m.part[:-1]}: {m.fact} — {m.context}"
            for m in evaluation.mistakes
        ]
    return lines


def _article_lines(evaluation: Evaluation) -> list[str]:
    lines = ["by article (F1)"]
    for id_, scores in evaluation.by_article.items():
        cells = "  ".join(f"{name} {score.f1:.2f}" for name, score in scores.items())
        lines.append(f"  {id_}: {cells}")
    return lines


def _score_line(name: str, score: Score) -> str:
    ratios = f"{score.precision:6.3f} {score.recall:6.3f} {score.f1:6.3f}"
    return f"{name:44} {ratios}   {score.right}/{score.predicted}/{score.gold}"
