"""The desk on this machine: an address that is free, a server that ends on Ctrl-C, and what is printed when it is ready."""

from __future__ import annotations

import asyncio
import errno
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
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 compared with, not listened at
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
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=10,  # most programs drop an idle connection sooner, and find none gone that they want to use
        timeout_graceful_shutdown=3,
        limit_concurrency=1000,
        h11_max_incomplete_event_size=64 << 10,
    )


def serve(folder: Path, host: str, port: int | None, ready: Callable[[str], None]) -> None:
    """Answer until Ctrl-C. ``ready`` is told the address when it can be opened. ``port`` None: the first free one from 8765.

    Another address than this machine's own is answered only to those who show a token, which is part of the address.
    """
    bound = _bound(host, port)
    with bound:
        access = Access(token=None if host in LOCAL else secrets.token_urlsafe(24))
        app = make_app(folder, access, ahead=True)
        bound.listen(2048)
        ready(_address(host, bound) + (f"?token={quote(access.token)}" if access.token else ""))
        uvicorn.Server(configured(app)).run(sockets=[bound])


def _address(host: str, bound: socket.socket) -> str:
    """What to open; others find a machine that answers at all its addresses by its name."""
    name = socket.gethostname() if host in _EVERYWHERE else host
    return f"http://{f'[{name}]' if ':' in name else name}:{bound.getsockname()[1]}/"


def _bound(host: str, port: int | None) -> socket.socket:
    family, at = _resolved(host)
    for number in range(PORT, PORT + _TRIED) if port is None else (port,):
        bound = socket.socket(family, socket.SOCK_STREAM)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((at[0], number, *at[2:]))
        except OSError as error:
            bound.close()
            if port is not None or error.errno != errno.EADDRINUSE:
                asked = f"{host}:{port}" if port is not None else host
                raise PortTakenError(
                    f"{asked}: cannot be answered at ({error.strerror}); give another --port or --host"
                ) from error
            continue
        return bound
    raise PortTakenError(f"{host}: no port from {PORT} to {PORT + _TRIED - 1} is free; give one with --port")


def _resolved(host: str) -> tuple[socket.AddressFamily, tuple[Any, ...]]:
    """The address that a name has, one of the older kind if there are both."""
    try:
        found = socket.getaddrinfo(host.strip() or "nothing given", None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise PortTakenError(
            f"{host or '--host'}: is no address of this machine; give one such as 127.0.0.1"
        ) from error
    family, *_, at = min(found, key=lambda each: each[0] != socket.AF_INET)
    return family, at
