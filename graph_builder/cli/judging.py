"""Commands about identity and single claims: judge, explain."""

import getpass
import re
from dataclasses import fields, replace
from pathlib import Path
from typing import Annotated

import typer

from graph_builder.build import judging
from graph_builder.cli.answers import print_explanation
from graph_builder.cli.options import DEFAULT_GRAPH, GraphOption, JsonOption
from graph_builder.cli.output import print_json, print_table
from graph_builder.errors import InputError, JudgementError
from graph_builder.graph import open_graph
from graph_builder.graph.questions import Graph
from graph_builder.merged import Change, Pair
from graph_builder.model import ACTOR_TYPES
from graph_builder.resolution.judging import Decision
from graph_builder.resolution.ledger import IDENTITY
from graph_builder.resolution.review import Proposal
from graph_builder.store.directory import GraphDirectory

_PARTS = {"same": 2, "different": 2, "unsure": 2, "reject": 1, "accept": 1, "correct": 3}
_TAKES = {1: "one claim", 2: "two names, IRIs or claims", 3: "a claim, a field and a value"}
_ANCHOR = re.compile(r"[aeso]:")
_KINDS = tuple(f"{kind}/" for kind in (*ACTOR_TYPES, "event", "statement", "tenure", "article"))
_SHOWN = 20
_FIELDS = 5


def judge(
    verdict: Annotated[
        str | None,
        typer.Argument(help="same, different, unsure, reject, accept, correct or undo."),
    ] = None,
    subjects: Annotated[
        list[str] | None,
        typer.Argument(help="Two names, IRIs or claims; or a claim, with FIELD VALUE to correct."),
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    reason: Annotated[str, typer.Option(help="Why; kept in the ledger.")] = "",
    by: Annotated[str | None, typer.Option(help="Who judges; default: your user name.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask before the change.")] = False,
    dry_run: Annotated[bool, typer.Option(help="Only show what would change.")] = False,
) -> None:
    """Decide who or what is the same, or whether a claim is right; without a verdict, the queue.

    A claim is ARTICLE/ID as `chancery dossiers` prints them, or the IRI of an event or statement.
    """
    person = by or getpass.getuser()
    if verdict is None:
        _walk_queue(graph, person)
    elif verdict == "undo":
        undone = judging.take_back(graph, subjects[0] if subjects else None, by=person)
        typer.echo(f"undone; noted as {undone.id}")
    else:
        decision = _decision(verdict, subjects or [], person, reason)
        decision = _with_iris(open_graph(graph), decision)
        _show(judging.preview(graph, decision), _base_iri(graph))
        if not dry_run and (yes or typer.confirm("Write this into the ledger?")):
            _decide(graph, decision)


def _decision(verdict: str, subjects: list[str], by: str, reason: str) -> Decision:
    if verdict not in _PARTS:
        raise typer.BadParameter(f"no verdict {verdict!r}; use one of {', '.join(_PARTS)}, undo")
    if len(subjects) != _PARTS[verdict]:
        raise typer.BadParameter(f"{verdict} takes {_TAKES[_PARTS[verdict]]}; see --help")
    if verdict == "correct":
        claim, field, value = subjects
        return Decision("correct", claim, field=field, value=value or None, by=by, reason=reason)
    right = subjects[1] if len(subjects) == 2 else None
    return Decision(verdict, subjects[0], right, by=by, reason=reason)  # type: ignore[arg-type]


def _with_iris(graph: Graph, decision: Decision) -> Decision:
    """`decision` with IRIs for names and the ends of IRIs, as every other command takes them."""

    def full(subject: str) -> str:
        named = decision.verdict in IDENTITY and "/" not in subject and not _ANCHOR.match(subject)
        return graph.subject(subject) if named or subject.startswith(_KINDS) else subject

    left, right = full(decision.left), decision.right and full(decision.right)
    if left == right and decision.verdict in IDENTITY:
        raise InputError(
            f"{decision.left} and {decision.right} are one already, {left}; to part them, give two "
            "of its members as ARTICLE/CLAIM, which `chancery explain` lists"
        )
    return replace(decision, left=left, right=right)


def _decide(graph: Path, decision: Decision) -> None:
    for written in judging.decide(graph, decision):
        typer.echo(f"{written.id}: {written.verdict} {written.left} {written.right or ''}".strip())


def _walk_queue(graph: Path, by: str) -> None:
    """Ask about one pair after another until the queue or the person's patience ends."""
    asked: set[tuple[str, str]] = set()
    while True:
        waiting = [p for p in judging.review(graph) if (p.left_anchor, p.right_anchor) not in asked]
        if not waiting:
            typer.echo("The review queue is empty.")
            return
        proposal = waiting[0]
        asked.add((proposal.left_anchor, proposal.right_anchor))
        _show_proposal(proposal, len(waiting))
        answer = typer.prompt("[s]ame, [d]ifferent, [u]nsure, s[k]ip or [q]uit?", default="k")
        verdict = {"s": "same", "d": "different", "u": "unsure"}.get(answer[:1].lower())
        if answer[:1].lower() == "q":
            return
        if verdict is not None:
            _judge_proposal(graph, proposal, verdict, by)


def _judge_proposal(graph: Path, proposal: Proposal, verdict: str, by: str) -> None:
    sides = [proposal.left_anchor, proposal.right_anchor]
    decision = _decision(verdict, sides, by, "from the review queue")
    try:
        _show(judging.preview(graph, decision), _base_iri(graph))
        if typer.confirm("Write this into the ledger?"):
            _decide(graph, decision)
    except JudgementError as error:
        typer.echo(f"refused: {error}", err=True)


def _show_proposal(proposal: Proposal, waiting: int) -> None:
    print_table(
        f"{waiting} to review: is this one {proposal.kind}?",
        ("", "which", "told in", "IRI"),
        [
            ("left", proposal.left_label, proposal.left.article, proposal.left_iri),
            ("right", proposal.right_label, proposal.right.article, proposal.right_iri),
            ("why", f"{proposal.rule}, score {proposal.score:.2f}", "", ""),
        ],
    )


def _base_iri(graph: Path) -> str:
    return GraphDirectory(graph).current().manifest.base_iri


def _show(changes: tuple[Change, ...], base_iri: str) -> None:
    rows = []
    for change in changes:
        thing = change.after or change.before
        if thing is None or isinstance(thing, Pair):
            continue
        how = "comes" if change.before is None else "goes" if change.after is None else "changes"
        rows.append((how, thing.kind, thing.iri.removeprefix(base_iri), _difference(change)))
    print_table("This would change", ("", "what", "which", "fields"), rows[:_SHOWN])
    if len(rows) > _SHOWN:
        typer.echo(f"and {len(rows) - _SHOWN} more")


def _difference(change: Change) -> str:
    """The fields of a changed thing, before → after; those that hold one value each."""
    before, after = change.before, change.after
    if before is None or after is None or before.kind != after.kind:
        return ""
    lines, larger = [], []
    for field in fields(after):
        old, new = getattr(before, field.name), getattr(after, field.name)
        if old == new:
            continue
        if all(value is None or isinstance(value, str | int | float) for value in (old, new)):
            lines.append(f"{field.name}: {_shown(old)} → {_shown(new)}")
        else:
            larger.append(field.name)
    return "\n".join(lines[:_FIELDS] + ([f"also {', '.join(larger)}"] if larger else []))


def _shown(value: object) -> str:
    return "nothing" if value is None else str(value)


def explain(
    iri: Annotated[
        str,
        typer.Argument(
            metavar="NAME|IRI", help="An actor's name; IRI of an event, statement or article."
        ),
    ],
    graph: GraphOption = DEFAULT_GRAPH,
    json: JsonOption = False,
) -> None:
    """Show why these mentions or claims are one thing: rules, scores, judgements."""
    found = judging.explain(graph, open_graph(graph).subject(iri))
    if json:
        print_json(found)
    else:
        print_explanation(found)
