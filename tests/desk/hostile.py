"""An archive of reports by somebody who wants the desk to do what it should not: every word that a report can hold is an attack."""

from __future__ import annotations

import json
from pathlib import Path

from dateline.archive import Archive
from dateline.archive.write_stories import tell_stories
from dateline.coder import load
from dateline.model import Coding, from_json, to_json
from dateline.reports.given import raw_report

#: Each would run, load, reach outside its place or break the page if it stood in one as it is.
ATTACKS = (
    "<script>window.attacked=1</script>",
    '"><img src=x onerror=window.attacked=1>',
    "' onmouseover='window.attacked=1' x='",
    "javascript:window.attacked=1//",
    "</style></title></textarea><svg onload=window.attacked=1>",
    "{{7*7}}{% raise %}${7*7}",
    "\u202egnp.exe\u202c\u2066\u200f شركة",
    "\x00\ufffe\x1b[31m\x7f\u2028\ud7ff",
    "]]><!--<a href=//evil.example>",
    "../..//evil.example/%2e%2e%00?q=1#",
    "=HYPERLINK(A1)\r\n,\x0b",
    "W" * 300,
)
#: In the place of titles, names, publishers and lines alone: no address may be so long.
HUGE = "x" * 100_000
_TEXT = (
    "MOSCOW, May 6 (AFP) - Russian President Vladimir Putin visited Pyongyang on Monday and met {} leader Kim Jong Un. "
    'Police arrested three protesters in Oslo on Sunday, police spokesman Jan Hansen said. "We will attack again," Mr Putin said.'
)
_PLAIN = "Mr Plain"


def hostile_archive(folder: Path) -> Path:
    """Makes the archive; each attack stands in a report's text, id, title, publisher and addresses, and is everybody's name."""
    archive, coder = Archive.writable(folder), load()
    words = {attack: "Q" + "q" * (min(len(attack), 100) - 1) for attack in (*ATTACKS, HUGE)}
    codings = []
    for number, (attack, word) in enumerate(words.items()):
        url = attack if attack.startswith("javascript:") else f"http://evil.example/{attack}"
        for publisher in (attack, f"{_PLAIN} {number}"):
            raw = raw_report(
                text=_TEXT.format(word), id=f"r{number}{publisher[:1]}", published="2024-05-07", publisher="AFP"
            )
            codings.append(_attacked(coder.code_report(raw), attack, word, publisher, url))
    archive.add(codings)
    tell_stories(archive)
    return folder


def _attacked(coding: Coding, attack: str, word: str, publisher: str, url: str) -> Coding:
    held = json.loads(json.dumps(to_json(coding)).replace(word, json.dumps(attack[:100])[1:-1]))
    # What stands behind the text moves no offset.
    held["report"] |= {"id": held["report"]["id"] + attack[:200], "title": attack, "publisher": publisher, "url": url,
                       "source": {"file": attack, "part": attack, "offset": 1}, "text": f"{held['report']['text']}\n{attack}\n{attack}"}  # fmt: skip
    held["coverage"]["characters"] = len(held["report"]["text"])
    for number, actor in enumerate(held["actors"]):
        actor["name"] = attack if number % 2 else f"{attack} {number}"
    for place in held["places"]:
        place["name"] = attack
    return from_json(held)
