"""``python -m corpus``: check the annotated reports, publish them, and count what stands in the card."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import click

from corpus.agreement import Readings, compare, kappa, share_agreed
from corpus.check import forgotten, problems, untriggered
from corpus.compile import compiled
from corpus.form import read_notes
from corpus.load import FIRST, HERE, MORE, SECOND, load
from corpus.parts import APART, PARTS, part_of, to_set_apart

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MARKS = re.compile(r"(<!-- card -->\n).*?(<!-- /card -->)", re.DOTALL)
README = Path(__file__).parent / "README.md"


@click.group()
def main() -> None:
    """Read, check and publish the corpus of annotated reports."""


@main.command()
@click.argument("files", nargs=-1, type=_FILE)
@click.option("--texts", type=_FILE, help="A file of numbered sentences, for notes that give their numbers only.")
@click.option("--hints/--no-hints", default=True, help="Say also what looks forgotten.")
@click.option(
    "--names/--no-names", default=True, help="Of that also the capitalised words that are in no name: most are none."
)
def check(files: tuple[Path, ...], texts: Path | None, hints: bool, names: bool) -> None:
    """Say what must be mended in FILES (default: the whole corpus), then what looks forgotten; fail only for the first."""
    wrong = 0
    for path in files or sorted([*HERE.glob("*.txt"), *MORE.glob("*.txt")]):
        reports, found = read_notes(path, numbered(texts) if texts else None)
        done = [compiled(report) for report in reports]
        found += [line for pair in zip(reports, done, strict=True) for line in problems(*pair)]
        guesses = (
            [line for pair in zip(reports, done, strict=True) for line in forgotten(*pair, names=names)]
            if hints
            else []
        )
        records = [d.record for d in done]
        for line in (*(f"WRONG {f}" for f in found), *(f"forgotten? {g}" for g in guesses)):
            click.echo(line)
        counts = ", ".join(
            f"{sum(len(r[key]) for r in records)} {key}" for key in ("sentences", "events", "statements")
        )
        ends = f"{len(found)} wrong, {len(guesses)} perhaps forgotten"
        click.echo(f"{path.name}: {len(reports)} reports, {counts}; {ends}")
        wrong += len(found)
    raise SystemExit(1 if wrong else 0)


def numbered(path: Path) -> dict[int, str]:
    """``12| text`` lines -> {12: text}."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {int(m[1]): m[2] for line in lines if (m := re.fullmatch(r"(\d+)\*?\| (.*)", line))}


@main.command("untriggered")
@click.option(
    "--least", default=0.7, show_default=True, help="How often a word tells an act to be listed where it tells none."
)
def untriggered_command(least: float) -> None:
    """List words that mostly tell an act, where they are annotated as telling none."""
    for line in untriggered(list(load()), least):
        click.echo(line)


@main.command()
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def release(out: Path) -> None:
    """Write the corpus to OUT as JSON Lines, a report a line with its part."""
    if not out.parent.is_dir():
        raise click.UsageError(f"There is no folder {out.parent} to write to.")
    with out.open("w", encoding="utf-8") as lines:
        for report in load():
            lines.write(json.dumps({"part": part_of(report["id"]), **report}, ensure_ascii=False) + "\n")
    click.echo(f"{out}: {out.stat().st_size / 1e6:.1f} MB")


@main.command()
def agree() -> None:
    """How well the first and the second reading agree, field by field."""
    click.echo("\n".join(agreement_table()))


@main.command()
def count() -> None:
    """How much there is of everything, by part and by type."""
    click.echo("\n".join(count_table()))


@main.command()
def apart() -> None:
    """Write down which reports tell of an incident that another part tells of too."""
    found = to_set_apart([*load(), *load(folder=MORE)])
    APART.write_text("\n".join(found) + "\n", encoding="utf-8")
    click.echo(f"{len(found)} reports are set apart")


@main.command()
@click.argument("readme", type=_FILE, default=README)
def card(readme: Path) -> None:
    """Write both tables between the card marks of README."""
    text = readme.read_text(encoding="utf-8")
    if not _MARKS.search(text):
        raise click.UsageError(
            f"{readme} has no card marks; write <!-- card --> and <!-- /card --> on lines of their own."
        )
    tables = "\n".join([*count_table(), *agreement_table()])
    readme.write_text(_MARKS.sub(lambda m: f"{m[1]}{tables}\n{m[2]}", text), encoding="utf-8")


def agreement_table() -> list[str]:
    """Of the reports that were read twice, before the differences were settled."""
    first = {report["id"]: report for report in load(folder=FIRST)}
    second = list(load(folder=SECOND))
    readings = Readings()
    for report in second:
        compare(first[report["id"]], report, readings)
    lines = [
        f"Read twice: {len(second)} reports.",
        "",
        "| found by both | F1 | first reading | second reading |",
        "|---|---|---|---|",
    ]
    lines += [f"| {name} | {f.f1:.1f} | {f.first:,} | {f.second:,} |" for name, f in readings.found.items()]
    lines += ["", "| chosen alike | % | kappa | of |", "|---|---|---|---|"]
    for name, pairs in readings.choices.items():
        beyond_chance = f"{kappa(pairs):.2f}" if len({a for a, _ in pairs}) > 1 else ""
        lines.append(f"| {name} | {share_agreed(pairs):.1f} | {beyond_chance} | {len(pairs):,} |")
    return [*lines, ""]


def count_table() -> list[str]:
    """What each part holds, and its events by type."""
    rows: dict[str, Counter[str]] = {}
    types: dict[str, Counter[str]] = {}
    for report in load():
        part = part_of(report["id"])
        told = {"reports": 1, "reports without events": not report["events"]}
        told |= {key: len(report[key]) for key in ("sentences", "names", "events", "statements")}
        told |= {"events that may be left out": sum(e["optional"] for e in report["events"])}
        told |= {"actors": len(report["actors"]), "mentions": sum(len(a["mentions"]) for a in report["actors"])}
        for name, n in told.items():
            rows.setdefault(name, Counter())[part] += n
        for event in report["events"]:
            types.setdefault(event["type"], Counter())[part] += 1
    lines = []
    for title, table in (("there are", rows), ("events by type", dict(sorted(types.items())))):
        lines += [f"| {title} | {' | '.join(PARTS)} | all |", f"|{'---|' * (len(PARTS) + 2)}"]
        for name, counts in table.items():
            cells = " | ".join(f"{counts[p]:,}" for p in PARTS)
            lines.append(f"| {name} | {cells} | {counts.total():,} |")
        lines.append("")
    return lines


if __name__ == "__main__":
    main(prog_name="python -m corpus")
