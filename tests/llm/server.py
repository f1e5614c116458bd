"""A server on this machine that speaks as OpenAI's do, well or badly, and keeps what it was asked."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-of-the-test-0123456789abcdef"
_MARK = re.compile(r"^Mark: (\w+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server sends: ``body`` as it is, in pieces of ``piece`` bytes with a pause between them if they are given."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    piece: int = 0
    cut: bool = False


@dataclass(slots=True)
class Asked:
    """One request, as it came."""

    body: dict[str, Any]
    headers: dict[str, str]
    path: str

    @property
    def mark(self) -> str:
        found = _MARK.search(self.body["messages"][-1]["content"])
        assert found is not None
        return found[1]


Answering = Callable[[Asked, int], Reply]
"""What is sent for the n-th request, counted from 1."""


@dataclass(slots=True)
class Served:
    url: str
    requests: list[Asked] = field(default_factory=list)


def completion(content: Any, **more: Any) -> Reply:
    """A chat completion with this text; ``more``: what stands beside it."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    usage = {"prompt_tokens": 1000, "completion_tokens": 100}
    return Reply(json.dumps({"object": "chat.completion", "choices": [choice], "usage": usage} | more).encode())


def answering(parts: Mapping[str, Any]) -> Answering:
    """A model that answers every question with these parts, under the mark of its report."""
    whole = {"actors": [], "events": [], "statements": [], **parts}
    return lambda asked, _: completion(json.dumps({"report": asked.mark} | whole))


def saying(content: str) -> Answering:
    """A model that says this, whatever it is asked; ``MARK`` in it is the report's."""
    return lambda asked, _: completion(content.replace("MARK", asked.mark))


def error(status: int, message: str = "no", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(json.dumps({"error": {"message": message, "type": "x"}}).encode(), status, named)


@contextmanager
def serving(answer: Answering) -> Iterator[Served]:
    """The server on a port of its own, until the block ends."""
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = Asked(body, dict(self.headers), self.path)
            with lock:
                served.requests.append(asked)
                number = len(served.requests)
            with suppress(OSError):  # whoever asked may have gone
                self._send(answer(asked, number))

        def _send(self, reply: Reply) -> None:
            time.sleep(reply.wait)
            self.send_response(reply.status)
            length = len(reply.body) + (10 if reply.cut else 0)
            for name, value in {"Content-Length": str(length), **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            size = reply.piece or max(1, len(reply.body))
            for at in range(0, len(reply.body), size):
                self.wfile.write(reply.body[at : at + size])
                self.wfile.flush()
                if reply.piece:
                    time.sleep(0.05)
            if reply.cut:
                self.close_connection = True

        def log_message(self, *args: Any) -> None:
            """Tests print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_address[1]}/v1")
    running = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    running.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        running.join(timeout=5)
