"""``dateline stories``: an archive in, each event once out, with who tells it, and where the reports differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.errors import printable

if TYPE_CHECKING:
    import duckdb

_BATCH, _SHOWN, _NAMED = 2_000, 20, 5
_ORDER = """
SELECT story_id FROM (SELECT DISTINCT story_id, reports, date_start FROM stories WHERE reports >= ?)
ORDER BY reports DESC, date_start DESC NULLS LAST, story_id
"""
_STORIES = """
SELECT story_id, any_value(type) AS type, any_value(date_start) AS date_start, any_value(date_end) AS date_end,
  any_value(place_name) AS place_name, any_value(place_country) AS place_country, any_value(actors) AS actors,
  any_value(recipients) AS recipients, any_value(reports) AS reports, any_value(publishers) AS publishers,
  any_value(publisher_names) AS publisher_names, any_value(independent_sources) AS independent_sources,
  any_value(first_report_id) AS first_report_id, any_value(first_published) AS first_published,
  any_value(disagreements) AS disagreements, list(DISTINCT report_id) AS report_ids,
  list(event_id) AS event_ids, any_value(sentence_text) AS words
FROM (SELECT * FROM stories WHERE story_id IN (SELECT unnest($1::VARCHAR[])))
LEFT JOIN (SELECT event_id AS told, report_id AS teller, sentence_text FROM events)
  ON told = event_id AND teller = first_report_id
GROUP BY story_id
"""


@click.command("stories")
@click.argument("archive", type=click.Path(path_type=Path))
@click.option("--rebuild", is_flag=True, help="Tell the stories afresh, even if nothing was added since.")
@click.option("--limit", type=click.IntRange(min=1), help="Show so many at most.  [default: 20 for show, else all]")
@click.option("--least", type=click.IntRange(min=1), default=2, show_default=True,
              help="Only stories that at least so many reports tell.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(["show", "jsonl"]), default="show", show_default=True,
              help="show: for people. jsonl: one line a story.")  # fmt: skip
def stories_command(archive: Path, rebuild: bool, limit: int | None, least: int, form: str) -> None:
    """Show each event of an ARCHIVE once, with all reports that tell it.

    Reports whose texts are nearly the same, that one publisher brought or that credit one agency count as one independent
    source. Where reports differ on how many were killed, on who did it or on whether it happened, each version is shown.
    """
    from dateline.archive import Archive
    from dateline.archive.tell import tell_stories
    from dateline.errors import ArchiveError

    try:
        opened = Archive.existing(archive)
        told = tell_stories(opened, rebuild=rebuild)
        if told is None:
            click.echo(f"{archive}: holds no events yet", err=True)
            return
        with opened.reading() as connection:
            for story in _stories(connection, least, limit or (_SHOWN if form == "show" else None)):
                click.echo(json.dumps(story, ensure_ascii=False, default=str) if form == "jsonl" else _show(story))
            if form == "show":
                click.echo(_summary(connection))
    except ArchiveError as error:
        raise click.ClickException(str(error)) from error
    except PermissionError as error:
        cause = f"{archive}: the stories cannot be written ({error.strerror}); make the folder writable"
        raise click.ClickException(cause) from error


def _stories(connection: duckdb.DuckDBPyConnection, least: int, limit: int | None) -> Iterator[dict[str, Any]]:
    """Those that most reports tell first; some at a time, for what all of them hold may be more than the memory does."""
    ordered = iter(connection.execute(_ORDER, [least]).fetchall()[:limit])
    while some := [story_id for (story_id,) in islice(ordered, _BATCH)]:
        cursor = connection.execute(_STORIES, [some])
        names = [column[0] for column in cursor.description or ()]
        found = {values[0]: dict(zip(names, values, strict=True)) for values in cursor.fetchall()}
        for story_id in some:
            story = found[story_id]
            story["disagreements"] = json.loads(story["disagreements"] or "[]")
            story["report_ids"] = sorted(story["report_ids"])
            story["event_ids"] = sorted(story["event_ids"])
            yield story


def _show(story: dict[str, Any]) -> str:
    who = " · ".join(filter(None, (", ".join(story["actors"]), ", ".join(story["recipients"]))))
    where = ", ".join(filter(None, (story["place_name"], story["place_country"])))
    lines = [
        "  ".join(filter(None, (story["type"], days(story["date_start"], story["date_end"]), where, who))),
        f"    {counted(story['reports'], 'report')} {_by(story)}, {counted(story['independent_sources'], 'independent source')};"
        f" first: {story['first_report_id']}",
    ]
    if story["words"]:
        lines.append(f"    “{story['words'].strip()}”")
    for differs in story["disagreements"]:
        versions = " | ".join(f"{v['value']} ({_some(v['report_ids'])})" for v in differs["versions"])
        lines.append(f"    differ on {differs['field']}: {versions}")
    return paragraph(lines)


def paragraph(lines: list[str]) -> str:
    """The lines for a terminal, which must not obey what a report says: control characters are shown as escapes."""
    return "\n".join(map(printable, lines)) + "\n"


def _some(report_ids: list[str]) -> str:
    """The first few by name; ``--format jsonl`` has them all."""
    more = len(report_ids) - _NAMED
    return ", ".join(report_ids[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _by(story: dict[str, Any]) -> str:
    names = story["publisher_names"]
    return f"by {counted(len(names), 'publisher')} ({', '.join(names)})" if names else "of unknown publishers"


def _summary(connection: duckdb.DuckDBPyConnection) -> str:
    found = connection.execute(
        "SELECT count(*), count(DISTINCT story_id), count(DISTINCT story_id) FILTER (reports > 1) FROM stories"
    ).fetchone()
    assert found is not None
    return (
        f"{counted(found[0], 'event')}, {counted(found[1], 'story')}, {found[2]:,} of them told by more than one report"
    )


def counted(number: int, noun: str) -> str:
    """ "1 report", "2 reports", "3 stories"."""
    many = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else many}"


def days(start: object, end: object) -> str:
    """The days of an event: one, from … to …, or not after the last."""
    if start is not None and end is not None:
        return str(start) if start == end else f"{start} – {end}"
    return f"not after {end}" if end is not None else f"from {start}" if start is not None else ""
