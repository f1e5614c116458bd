"""The files that pages take as given: small reports in several shapes, and an archive of some that two coders have judged."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from pathlib import Path

from dateline.demo.bundled import seed_text
from tests.docs.session import environment

TEXT = "OSLO, May 6 (NTB) - Police arrested three protesters outside the hall. {who} met with Ole Krag in Bergen on Sunday.\n"
PAIR = "<s>France</s> recalled its envoy from <t>Mali</t>."
GOLD = "# text = Police met Krag.\n1\tPolice\tpolice\t_\t_\t_\t_\t_\t_\t_\n2\tmet\tmeet\t_\t_\t_\t_\t_\t_\t_\n3\tKrag\tKrag\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n4\t.\t.\t_\t_\t_\t_\t_\t_\t_\n\n"


def example_files(folder: Path, tools: Path) -> Path:
    """Fills a folder with them: docs/README.md lists their names."""
    seed = seed_text()
    (folder / "report.txt").write_text(seed, encoding="utf-8")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "tass.txt").write_text(seed, encoding="utf-8")
    (folder / "corpus" / "ntb.txt").write_text(TEXT.format(who="Foreign Minister Kari Lund"))
    lines = [
        {"id": f"r{n}", "text": TEXT.format(who=who), "published": "2024-05-06", "publisher": "NTB"}
        for n, who in enumerate(("Ann Moen", "Jo Dahl"))
    ]
    for name in ("reports.jsonl", "more.jsonl"):
        (folder / name).write_text("".join(json.dumps(line) + "\n" for line in lines))
    with (folder / "export.csv").open("w", newline="") as out:
        csv.writer(out).writerows([lines[0].keys(), *(line.values() for line in lines)])
    (folder / "gold.conllu").write_text(GOLD)
    (folder / "pairs.jsonl").write_text(json.dumps({"text": PAIR}) + "\n")
    _shell("dateline code corpus --into archive && dateline stories archive", folder, tools)
    _judged(folder, tools)
    return folder


def _judged(folder: Path, tools: Path) -> None:
    """Two coders find everything right on sheets of a sample."""
    _shell("dateline sample archive --size 4 --seed 1 --out drawn.csv", folder, tools)
    rows = list(csv.reader(io.StringIO((folder / "drawn.csv").read_text(encoding="utf-8-sig"))))
    top = next(n for n, row in enumerate(rows) if "verdict" in row)
    for row in rows[top + 1 :]:
        row[rows[top].index("verdict")] = "right"
    for coder in ("ana", "bo"):
        with (folder / f"{coder}.csv").open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows(rows)
        _shell(f"dateline sample archive --read {coder}.csv --who {coder}", folder, tools)


def _shell(command: str, folder: Path, tools: Path) -> None:
    """Standard input is empty, as it is where the pages' own commands are run."""
    sh = shutil.which("sh") or "sh"
    env = environment(tools, folder.parent)
    ran = subprocess.run(
        [sh, "-ec", command], cwd=folder, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
