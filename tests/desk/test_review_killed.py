"""A desk that is killed while somebody judges: whatever it has confirmed is on the disk, and what was on its way can come again."""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest

from dateline.archive import Reviews

KILLS = int(os.environ.get("DATELINE_KILLS", "3"))


@contextmanager
def opened(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    """A desk in a process of its own, and somebody called ana who asks it; it is killed in the end."""
    command = [sys.executable, "-m", "dateline", "desk", str(folder), "--no-open", "--port", str(port)]
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with client:
        try:
            introduce(client, running)
            yield running, client
        finally:
            running.kill()
            running.wait(timeout=30)


def introduce(client: httpx.Client, running: subprocess.Popen[bytes]) -> None:
    """Wait until the desk answers, and say who asks."""
    for _ in range(600):
        try:
            page = client.get("/review").text
            break
        except httpx.TransportError:
            assert running.poll() is None
            time.sleep(0.1)
    form = re.search(r'name="dateline-form" content="([^"]+)"', page)
    assert form is not None
    client.headers["x-dateline-form"] = form[1]
    client.post("/review/who.json", json={"name": "ana"}).raise_for_status()


def verdicts(client: httpx.Client) -> list[dict[str, Any]]:
    """A verdict for each event of a sample, as the page sends them."""
    drawn = client.post("/review/draw.json", json={"name": "all", "size": "60", "seed": "1"}).json()["sample"]
    listed = client.get(f"/review/{drawn}.json").json()["data"]["items"]
    return [
        {"about": "event", "sample": drawn, "report": one["report_id"], "event": one["event"], "verdict": "right"}
        for one in listed
    ]


@pytest.mark.parametrize("seed", range(KILLS))
def test_nothing_that_was_confirmed_is_lost(seed: int, own_archive: Path, unused_port: int) -> None:
    confirmed: list[str] = []
    with opened(own_archive, unused_port) as (running, client):
        waiting = verdicts(client)
        delay = random.Random(seed).uniform(0.05, 0.8)
        killer = threading.Timer(delay, lambda: running.send_signal(signal.SIGKILL))
        killer.start()
        for sent in waiting:
            try:
                confirmed += client.post("/review/said.json", json=sent).raise_for_status().json()["reviews"]
            except httpx.TransportError:
                break
        killer.join()
    held = [review.id for review in Reviews(own_archive).read()]
    assert set(confirmed) <= set(held)
    assert len(held) <= len(confirmed) + 1  # what was on its way may have come to the disk

    with opened(own_archive, unused_port) as (_, client):
        for sent in waiting:
            client.post("/review/said.json", json=sent).raise_for_status()
    after = Reviews(own_archive).read()
    assert [review.id for review in after[: len(held)]] == held
    assert len(after) == len({(review.report, review.record) for review in after}) == len(waiting)


@pytest.fixture
def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        return int(bound.getsockname()[1])
