"""The desk on this machine: an address that is free, a server that ends on Ctrl-C, and what is printed when it is ready."""

from __future__ import annotations

import asyncio
import secrets
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from dateline.desk.app import make_app
from dateline.desk.guard import LOCAL, Access
from dateline.errors import DatelineError

PORT = 8765
_TRIED = 20
_PATIENCE = 10.0  # seconds in which an open connection has to ask for something


class PortTakenError(DatelineError):
    """No socket could be opened where the desk should answer."""


class HurriedProtocol(H11Protocol):
    """HTTP for whoever asks soon: a connection that holds its place and asks for nothing is closed."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def _wait(self) -> None:
        self.loop.call_later(_PATIENCE, self._look, self.cycle)

    def _look(self, before: object) -> None:
        if self.transport.is_closing():
            return
        cycle: Any = self.cycle  # None before the first request
        if (cycle is None or cycle.response_complete) and cycle is before:
            self.transport.close()
        else:
            self._wait()


def configured(app: Any) -> uvicorn.Config:
    """How the server is run: quietly, no websockets, and with an end to what a client may hold."""
    return uvicorn.Config(
        app,
        http=HurriedProtocol,
        ws="none",
        lifespan="off",
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        limit_concurrency=1000,
        h11_max_incomplete_event_size=64 << 10,
    )


def serve(folder: Path, host: str, port: int | None, ready: Callable[[str], None]) -> None:
    """Answer until Ctrl-C. ``ready`` is told the address when it can be opened. ``port`` None: the first free one from 8765.

    Another address than this machine's own is answered only to those who show a token, which is part of the address.
    """
    access = Access(token=None if host in LOCAL else secrets.token_urlsafe(24))
    app = make_app(folder, access)
    bound = _bound(host, port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{bound.getsockname()[1]}/"
    ready(address + (f"?token={quote(access.token)}" if access.token else ""))
    with bound:
        uvicorn.Server(configured(app)).run(sockets=[bound])


def _bound(host: str, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for number in range(PORT, PORT + _TRIED) if port is None else (port,):
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, number))
        except (OSError, OverflowError) as error:
            bound.close()
            if port is not None:
                raise PortTakenError(
                    f"{host}:{port}: cannot be answered at ({error}); give another --port or --host"
                ) from error
            continue
        bound.listen(2048)
        return bound
    raise PortTakenError(f"{host}: no port from {PORT} to {PORT + _TRIED - 1} is free; give one with --port")
