"""One question to an OpenAI-compatible server, its answer as text: sent again where that may help, never to another address."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import finalize

from dateline.errors import MissingPackageError, ReportError, RunError, printable
from dateline.installed import how_to_install
from dateline.llm.answer_cache import KeptAnswer
from dateline.llm.backoff import LONGEST, Backoff, retry_after
from dateline.llm.endpoint import Endpoint
from dateline.llm.prompt import Messages
from dateline.llm.spent import Spent
from dateline.llm.strict_json import UnfitAnswerError, strict_json

_LARGEST = 4 << 20  # bytes of a response
_CONNECT = 20.0  # seconds
_GIVEN_UP = 5  # reports on end that no answer came to: then none will
_TRY_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_ALL_WAIT = frozenset({429, 503, 529})
_UNKNOWN_FIELD = frozenset({400, 404, 415, 422, 501})
_SHOWN = 200
_NEXT = "start the same command again later: what is coded is not asked again"


@dataclass(frozen=True, slots=True)
class _Response:
    status: int
    body: bytes
    asked_to_wait: float | None


class Chat:
    """Asks one model of one server, from as many threads as you like. Raises MissingPackageError if the HTTP client is not there.

    ``first_pause``: seconds before a question is sent for the second time; each further time it is twice as long.
    """

    def __init__(self, endpoint: Endpoint, spent: Spent, *, first_pause: float = 1.0) -> None:
        try:
            import httpx2
        except ImportError:
            cause = "needs httpx2, which is not installed"
            raise MissingPackageError("the second coder", cause, how_to_install("llm")) from None
        self._endpoint, self._spent = endpoint, spent
        self._key = endpoint.key()
        headers = {"Accept-Encoding": "identity", "User-Agent": "dateline"}
        if self._key is not None:
            headers["Authorization"] = f"Bearer {self._key}"
        # What is meant for this machine goes through no proxy, and no redirect leads text or key anywhere else.
        self._client = httpx2.Client(
            timeout=httpx2.Timeout(endpoint.timeout, connect=min(_CONNECT, endpoint.timeout)),
            headers=headers,
            follow_redirects=False,
            trust_env=not endpoint.is_local,
        )
        finalize(self, self._client.close)
        self._backoff = Backoff(first_pause)
        self._lock = threading.Lock()
        self._optional = ["response_format", "temperature"]
        self._lost = 0

    def ask(self, messages: Messages, schema: Mapping[str, Any], source: str) -> KeptAnswer:
        """The model's answer. Raises ReportError if this question gets none, UnfitAnswerError for one that is no text, RunError
        if no other question would get one either."""
        body = {
            "model": self._endpoint.model,
            "messages": [dict(message) for message in messages],
            "temperature": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "coding", "strict": True, "schema": dict(schema)},
            },
        }
        begun = time.monotonic()
        try:
            response = self._answered(body, source)
        except RunError as error:
            self._backoff.stop(str(error))  # no thread asks what would be answered alike
            raise
        finally:
            self._spent.add(seconds=time.monotonic() - begun)
        self._spent.add(answers=1)
        with self._lock:
            self._lost = 0
        return self._read(response)

    def stop(self) -> None:
        """Ask nothing more: who waits is told so, and what is being answered is broken off."""
        self._backoff.stop()
        self._client.close()

    def _answered(self, body: dict[str, Any], source: str) -> _Response:
        """The first response with an answer in it."""
        tries = 0
        while True:
            self._backoff.wait()
            optional = tuple(self._optional)
            sent = {name: value for name, value in body.items() if name not in _dropped(optional)}
            tries += 1
            response = self._sent(sent, tries, source)
            if response is None:
                continue
            if response.status == 200:
                return response
            if response.status in _UNKNOWN_FIELD and self._drop(optional, response):
                tries -= 1
                continue
            self._refused(response)
            if response.status not in _TRY_AGAIN:
                raise self._given_up(source, f"is refused ({self._said(response)})")
            if tries >= self._endpoint.tries:
                raise self._given_up(source, f"got no answer in {tries} tries ({self._said(response)})")
            self._pause(tries, response.asked_to_wait, all_wait=response.status in _ALL_WAIT)

    def _sent(self, body: Mapping[str, Any], tries: int, source: str) -> _Response | None:
        """The response; None if there was none and the question is to be sent again."""
        import httpx2

        self._spent.add(sent=1)
        last = tries >= self._endpoint.tries
        try:
            return self._posted(body)
        except httpx2.ConnectError as error:
            if "certificate" in str(error).lower() or "ssl" in str(error).lower():
                cause = f"cannot be trusted ({_short(error)})"
                raise RunError(f"{self._endpoint.shown}: {cause}; check the address and the certificate") from None
            if last:
                cause = f"cannot be reached ({_short(error)})"
                raise RunError(
                    f"{self._endpoint.shown}: {cause}; check that the server runs and the address is right"
                ) from None
        except httpx2.TimeoutException:
            if last:
                cause = f"got no answer within {self._endpoint.timeout:g} seconds, {tries} times"
                raise self._given_up(source, cause) from None
        except (httpx2.TransportError, _CutOffError) as error:
            if last:
                raise self._given_up(source, f"got no whole answer, {tries} times ({_short(error)})") from None
        except (httpx2.InvalidURL, RuntimeError) as error:  # the client was closed, or the address is none after all
            self._backoff.wait()
            raise RunError(f"{self._endpoint.shown}: cannot be asked ({_short(error)}); check the address") from None
        self._pause(tries, None, all_wait=False)
        return None

    def _posted(self, body: Mapping[str, Any]) -> _Response:
        until = time.monotonic() + self._endpoint.timeout
        data = json.dumps(body).encode("utf-8")
        head = {"Content-Type": "application/json"}
        with self._client.stream("POST", self._endpoint.address, content=data, headers=head) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise _CutOffError("it is packed, which was not asked for")
            found = bytearray()
            for piece in response.iter_raw():
                found += piece
                if len(found) > _LARGEST:
                    raise _CutOffError(f"it is larger than {_LARGEST >> 20} MiB")
                if time.monotonic() > until:
                    raise _CutOffError(f"it takes longer than {self._endpoint.timeout:g} seconds")
            return _Response(response.status_code, bytes(found), retry_after(response.headers.get("Retry-After")))

    def _pause(self, tries: int, asked: float | None, *, all_wait: bool) -> None:
        if asked is not None and asked > LONGEST:
            raise RunError(f"{self._endpoint.shown}: asks to wait {asked:,.0f} seconds; {_NEXT}")
        self._spent.add(again=1)
        self._backoff.wait(self._backoff.hold(tries, asked, all_wait=all_wait))

    def _drop(self, sent: tuple[str, ...], response: _Response) -> bool:
        """Leave out, from now on, a field that the server does not know: the one that it names, else the form of the answer."""
        said = self._said(response)
        named = [name for name in sent if name in said or (name == "response_format" and "json_schema" in said)]
        if not named and (response.status == 404 or "response_format" not in sent):
            return False
        unknown = named[0] if named else "response_format"
        with self._lock:
            if unknown in self._optional:
                self._optional.remove(unknown)
                if unknown == "response_format":
                    self._spent.plain = said
        return True

    def _refused(self, response: _Response) -> None:
        """RunError for what every question would be told."""
        shown, said = self._endpoint.shown, self._said(response)
        if response.status in (401, 403):
            where = f"the environment variable {self._endpoint.key_variable}"
            cause = "refuses the key" if self._key is not None else "asks for a key"
            raise RunError(f"{shown}: {cause} ({said}); put one that it takes into {where}")
        if response.status in (404, 405):
            cause = f"knows no such address, or no model {self._endpoint.model!r} ({said})"
            raise RunError(f"{shown}: {cause}; check --endpoint and --model")
        if 300 <= response.status < 400:
            raise RunError(f"{shown}: leads to another address ({said}); name that one if you trust it")

    def _given_up(self, source: str, cause: str) -> ReportError | RunError:
        """The error of one question, or of the run if the ones before it had none either."""
        self._spent.add(unanswered=1)
        with self._lock:
            self._lost += 1
            lost = self._lost
        if lost >= _GIVEN_UP:
            return RunError(f"{self._endpoint.shown}: {lost} reports on end, of which the last {cause}; {_NEXT}")
        return ReportError(source, cause, _NEXT)

    def _said(self, response: _Response) -> str:
        """The status, and the server's own words for it; a key in them is not repeated."""
        words = response.body[:2000].decode("utf-8", "replace")
        try:
            error = json.loads(response.body[:_LARGEST]).get("error")
            words = error["message"] if isinstance(error, dict) else str(error or words)
        except (ValueError, AttributeError, KeyError, TypeError, RecursionError):
            pass
        return f"{response.status}: {printable(self._without_key(' '.join(str(words).split())))[:_SHOWN]}"

    def _without_key(self, text: str) -> str:
        return text.replace(self._key, "[the key]") if self._key else text

    def _read(self, response: _Response) -> KeptAnswer:
        try:
            found = strict_json(response.body.decode("utf-8"))
        except UnicodeDecodeError:
            raise UnfitAnswerError("is not UTF-8") from None
        usage = found.get("usage") if isinstance(found, dict) else None
        tokens = [_count(usage, name) for name in ("prompt_tokens", "completion_tokens")]
        self._spent.add_tokens(*tokens)
        return KeptAnswer(self._endpoint.model, self._without_key(_content(found)), *tokens)


class _CutOffError(Exception):
    """A response that is not taken whole."""


def _dropped(optional: tuple[str, ...]) -> frozenset[str]:
    return frozenset({"response_format", "temperature"}) - {*optional}


def _content(found: Any) -> str:
    """The text of the first choice."""
    try:
        choice = found["choices"][0]
        message = choice["message"]
        content = message.get("content")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise UnfitAnswerError("is no chat completion") from None
    if isinstance(content, list):  # some servers give it in pieces
        pieces = [piece.get("text") for piece in content if isinstance(piece, dict)]
        content = "".join(piece for piece in pieces if isinstance(piece, str))
    if choice.get("finish_reason") == "length":
        raise UnfitAnswerError("is cut off at the longest that the model gives")
    if not isinstance(content, str) or not content.strip():
        raise UnfitAnswerError("is a refusal of the model" if message.get("refusal") else "has no text")
    return content


def _count(usage: Any, name: str) -> int | None:
    number = usage.get(name) if isinstance(usage, dict) else None
    return number if type(number) is int and 0 <= number < 1 << 40 else None


def _short(error: Exception) -> str:
    return printable(str(error) or type(error).__name__)[:120]
