"""What holds for every test: no network, and examples of hypothesis that are the same on each run."""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# No deadline: a busy machine is no failure. No database: nothing is written beside the tests.
settings.register_profile("dateline", deadline=None, derandomize=True, database=None)
settings.load_profile("dateline")

pytest_plugins = ["tests.real_browser"]

HERE = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Whoever connects to another machine fails at once, also where the machine that runs the tests has a network."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def guard(address: Any) -> None:
        if isinstance(address, tuple) and address[0] not in HERE:
            raise AssertionError(f"a test tried to reach {address[0]}; Dateline works offline")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        guard(address)
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        guard(address)
        return connect_ex(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded_connect)
    patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the bundled reports, coded once for all that read it."""
    from dateline.demo.demo_archive import FOLDER, demo_archive

    return demo_archive(tmp_path_factory.mktemp("demonstration") / FOLDER)
