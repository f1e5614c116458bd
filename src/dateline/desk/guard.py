"""What stands between the network and the pages: who may ask, from where, how much, and what a page may load.

Pure ASGI, so that it holds for every answer, errors and files too.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOCAL = ("127.0.0.1", "localhost", "::1")
COOKIE = "dateline-token"
#: The header in which a page of the desk, and no other, sends back what it was given.
FORM_HEADER = "x-dateline-form"
_LONGEST_URL, _MOST_BODY = 8_000, 8 << 20
_PATIENCE = 30.0  # seconds in which a body has to be here
# As browsers write it: nothing else of what urllib would take apart is let in.
_OWN_HOST = re.compile(
    rf"(?:{'|'.join(re.escape(f'[{name}]' if ':' in name else name) for name in LOCAL)})(?::[0-9]{{1,5}})?"
)

_POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'",
        "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip
_HEADERS = {
    b"content-security-policy": _POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"x-frame-options": b"DENY",
}


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask. ``token``: what whoever comes from another machine has to show; None where none may come.

    ``form``: what pages of this desk give back with every change, so that no other site can make one.
    """

    token: str | None = None
    form: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def opens(self, shown: str | None) -> bool:
        """Whether this is the token."""
        return (
            self.token is not None and shown is not None and secrets.compare_digest(shown.encode(), self.token.encode())
        )


class Guard:
    """Lets through what may pass, and puts on every answer what browsers hold pages to."""

    def __init__(self, app: App, access: Access) -> None:
        self._app = app
        self._access = access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it in one line."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message.get("headers", ())}
                own = [(name, value) for name, value in _HEADERS.items() if name not in there]
                message["headers"] = [*message.get("headers", ()), *own]
            await send(message)

        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _say(guarded, *refusal)
            return
        handed = self._handed_token(scope)
        if handed is not None:
            await _redirect(guarded, scope, handed)
            return
        await self._app(scope, _bounded(receive), guarded)

    def _refusal(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """The status and the line of a request that may not pass."""
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_URL:
            return 414, "the address is too long; choose by fewer filters"
        if not self._is_known(headers.get("host", "")):
            return 421, "this desk answers to its own address alone; open the one that it printed"
        if self._access.token is not None and not self._has_token(scope, headers):
            return 401, "this desk needs its token; open the address with ?token=… that it printed"
        length = headers.get("content-length", "0")
        if not re.fullmatch("[0-9]{1,12}", length) or int(length) > _MOST_BODY:
            return 413, f"more than {_MOST_BODY >> 20} MB were sent; send less at a time"
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not self._is_own(scope, headers):
            return 403, "a change comes from a page of this desk alone; load the page again and repeat it"
        return None

    def _is_known(self, host: str) -> bool:
        """By the name that was asked for: a site whose name was made to mean this machine is not answered."""
        return self._access.token is not None or _OWN_HOST.fullmatch(host.lower()) is not None

    def _has_token(self, scope: Scope, headers: Mapping[str, str]) -> bool:
        bearer = headers.get("authorization", "")
        shown = bearer.removeprefix("Bearer ") if bearer.startswith("Bearer ") else _cookie(headers)
        return self._access.opens(shown) or self._handed_token(scope) is not None

    def _handed_token(self, scope: Scope) -> str | None:
        """The token, if a page was asked for with it in the address."""
        if scope["method"] != "GET" or self._access.token is None:
            return None
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        return query["token"] if self._access.opens(query.get("token")) else None

    def _is_own(self, scope: Scope, headers: Mapping[str, str]) -> bool:
        """Changes need what only the desk's own pages know. What codes a text changes nothing: there it is enough that no
        other site's page asks."""
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return False
        origin = headers.get("origin")
        if origin is not None and origin.partition("://")[2] != headers.get("host"):
            return False
        if scope["path"].startswith("/api/"):
            return headers.get("content-type", "").split(";")[0].strip().lower() == "application/json"
        return secrets.compare_digest(
            headers.get(FORM_HEADER, "").encode("latin-1", "replace"), self._access.form.encode()
        )


def _cookie(headers: Mapping[str, str]) -> str | None:
    try:
        held = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return held.value if held is not None else None


def _bounded(receive: Receive) -> Receive:
    """A body whose length was not said may not be longer either, and it may not come for ever."""
    left, whole = _MOST_BODY, False
    until: float | None = None

    async def bounded() -> MutableMapping[str, Any]:
        nonlocal left, whole, until
        if whole:  # what comes now says that nobody waits for the answer any more
            return await receive()
        until = until or asyncio.get_running_loop().time() + _PATIENCE
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            return {"type": "http.disconnect"}
        whole = not message.get("more_body", False)
        left -= len(message.get("body", b""))
        return message if left >= 0 else {"type": "http.disconnect"}

    return bounded


async def _say(send: Send, status: int, line: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{line}\n".encode()})


async def _redirect(send: Send, scope: Scope, token: str) -> None:
    """To the same page without the token, which a cookie keeps from then on."""
    kept = [pair for pair in parse_qsl(scope["query_string"].decode("latin-1")) if pair[0] != "token"]
    target = "/" + quote(scope["path"].lstrip("/\\")) + (f"?{urlencode(kept)}" if kept else "")
    cookie = f"{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/"
    headers = [
        (b"location", target.encode()),
        (b"set-cookie", cookie.encode()),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
