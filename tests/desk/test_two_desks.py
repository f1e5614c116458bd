"""Two desks over one archive that is written to, reviewed from two processes and merged: no page fails, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import httpx2
import pytest

from dateline.archive import Archive
from dateline.archive.reviews import Reviews
from dateline.desk import shelf as shelving
from tests.desk.conftest import Served

_ADDED, _REVIEWS = 3, 10
_WRITER = """
import sys
from pathlib import Path
from dateline.archive import Archive
from dateline.coder import load
from dateline.archive.merge import merge
archive = Archive.writable(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    archive.add([load().code(f"Police arrested {number + 2} protesters in Oslo on Monday.")])
list(merge(archive.folder))
"""
_REVIEWER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from dateline.archive.reviews import Reviews
from dateline.model import Review, Versions
reviews, coder = Reviews(Path(sys.argv[1])), sys.argv[3]
made = Versions(coder="dateline", dateline="1", reader="1", codebook="1")
for number in range(int(sys.argv[2])):
    reviews.append([Review(who=coder, when=datetime.now(timezone.utc), report=f"r{number}", versions=made, verdict="unsure")])
"""


def test_nothing_is_lost_and_no_page_fails(own_archive: Path, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelving, "_LOOK_AGAIN", 0.2)
    monkeypatch.setattr(shelving, "_REST", 1.0)
    bases = [served(own_archive), served(own_archive)]
    before = httpx2.get(f"{bases[0]}/index.json").json()["data"]["reports"]
    working, wrong = threading.Event(), list[str]()

    def read(base: str) -> None:
        while not working.wait(0.3):
            for address in ("/", "/events", "/reports", "/actors", "/stories", "/map", "/network", "/dyads"):
                told = httpx2.get(base + address, timeout=60)
                if told.status_code != 200:
                    wrong.append(f"{address}: {told.status_code} {told.text[-300:]}")

    readers = [threading.Thread(target=read, args=(base,)) for base in bases]
    for reader in readers:
        reader.start()
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, str(own_archive), str(_ADDED)])]
    writers += [
        subprocess.Popen([sys.executable, "-c", _REVIEWER, str(own_archive), str(_REVIEWS), who])
        for who in ("ann", "bob")
    ]
    codes = [writer.wait(timeout=240) for writer in writers]
    working.set()
    for reader in readers:
        reader.join()
    assert codes == [0, 0, 0]
    assert wrong == []
    assert len(Reviews(own_archive).read()) == 2 * _REVIEWS
    with Archive.existing(own_archive).reading() as connection:
        assert connection.execute("SELECT count(*) FROM reports").fetchone() == (before + _ADDED,)
