"""A desk over a small archive of the bundled reports, asked as a program asks it, and on a port as a browser does."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from dateline.archive import Archive
from dateline.archive.write_stories import tell_stories
from dateline.coder import load
from dateline.demo.bundled import bundled_reports
from dateline.desk.app import make_app
from dateline.desk.guard import Access

_REPORTS = 40  # the invented ones, of which several tell one story, and some real ones


@pytest.fixture(scope="session")
def made_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of some forty bundled reports with its stories told; nobody writes into it."""
    folder = tmp_path_factory.mktemp("desk") / "bundled"
    reports = sorted(bundled_reports(), key=lambda raw: raw.publisher == "VOA")
    archive = Archive.writable(folder)
    archive.add(list(load().pipe(reports[:_REPORTS])))
    tell_stories(archive)
    return folder


@pytest.fixture
def own_archive(made_archive: Path, tmp_path: Path) -> Path:
    """A copy of it, to write reviews and codings into."""
    # Without the index of its words, which a desk may be writing.
    return Path(shutil.copytree(made_archive, tmp_path / "archive", ignore=shutil.ignore_patterns("search-*")))


@pytest.fixture(scope="module")
def client(made_archive: Path) -> Iterator[TestClient]:
    """Asks the desk over the archive that nobody writes into."""
    with TestClient(make_app(made_archive), base_url="http://127.0.0.1:8765") as asking:
        yield asking


Served = Callable[[Path], str]


@pytest.fixture
def served() -> Iterator[Served]:
    """Opens desks on ports of their own; gives the address of each."""
    with ExitStack() as stack:

        def serve(folder: Path, access: Access | None = None) -> str:
            listening = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            server = uvicorn.Server(uvicorn.Config(make_app(folder, access), log_level="error", access_log=False))
            running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
            running.start()
            while not server.started:
                time.sleep(0.02)

            def stop() -> None:
                server.should_exit = True
                running.join(timeout=10)

            stack.callback(stop)
            return f"http://127.0.0.1:{listening.getsockname()[1]}"

        yield serve
