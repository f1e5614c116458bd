"""One question to a server: what is tried again, what ends the run, what is told, and that the key stands nowhere."""

from __future__ import annotations

import json
import logging
import socket
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.archive.row import row_of
from dateline.errors import MissingPackageError, ReportError, RunError
from dateline.llm.chat import Chat
from dateline.llm.endpoint import KEY_VARIABLE, Endpoint
from dateline.llm.spent import Spent
from tests.llm.reports import RIGHT, asking, raw
from tests.llm.server import KEY, Answering, Asked, Reply, answering, completion, error, saying, serving

GOOD = answering(RIGHT)


def first(*bad: Reply) -> Answering:
    """These, one after the other, and then the right answer."""
    return lambda asked, number: bad[number - 1] if number <= len(bad) else GOOD(asked, number)


@pytest.mark.parametrize(
    "bad",
    [
        (error(500), error(503)),
        (error(429, Retry_After="0"),),
        (error(529), error(408)),
        (Reply(b'{"choices": [', cut=True),),
        (Reply(b"", status=502), Reply(b"<html>", status=504)),
    ],
    ids=["500 and 503", "429", "529 and 408", "cut off", "502 and 504"],
)
def test_what_may_pass_is_tried_again(bad: tuple[Reply, ...]) -> None:
    with asking(first(*bad)) as (coder, served):
        assert len(coder.code_report(raw()).events) == 2
        assert len(served.requests) == len(bad) + 1
        assert (coder.spent.again, coder.spent.answers, coder.spent.unanswered) == (len(bad), 1, 0)


def test_it_waits_as_long_as_the_server_asks() -> None:
    with asking(first(error(429, Retry_After="1"))) as (coder, _):
        begun = time.monotonic()
        coder.code_report(raw())
        assert time.monotonic() - begun >= 1


def test_whoever_asks_to_wait_too_long_ends_the_run() -> None:
    with (
        asking(first(error(429, Retry_After="86400"))) as (coder, served),
        pytest.raises(RunError, match="86,400 seconds"),
    ):
        coder.code_report(raw())
    assert len(served.requests) == 1


def test_a_report_that_gets_no_answer_is_left_out_and_some_on_end_are_the_end() -> None:
    with asking(lambda asked, n: error(500, "overloaded")) as (coder, served):
        for _ in range(4):
            with pytest.raises(ReportError, match=r"r1: got no answer in 3 tries \(500: overloaded\); start the same"):
                coder.code_report(raw())
        with pytest.raises(RunError, match="5 reports on end"):
            coder.code_report(raw())
        assert len(served.requests) == 15


def test_a_server_that_says_nothing_is_not_waited_for_for_ever() -> None:
    with asking(lambda asked, n: Reply(b"{}", wait=30), timeout=0.3, tries=2) as (coder, served):
        with pytest.raises(ReportError, match=r"no answer within 0\.3 seconds, 2 times"):
            coder.code_report(raw())
        assert len(served.requests) == 2


def test_a_server_that_drips_is_not_waited_for_for_ever() -> None:
    slow = completion("a" * 4_000)
    answer = Reply(slow.body, piece=10)
    told = r"it takes longer than 0\.5 seconds"
    with asking(lambda a, n: answer, timeout=0.5, tries=1) as (coder, _), pytest.raises(ReportError, match=told):
        coder.code_report(raw())


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    endless = Reply(b"x" * (5 << 20))
    with asking(lambda a, n: endless, tries=1) as (coder, _), pytest.raises(ReportError, match="is larger than 4 MiB"):
        coder.code_report(raw())


def test_a_packed_answer_was_not_asked_for() -> None:
    packed = Reply(b"\x1f\x8b" + b"0" * 100, headers={"Content-Encoding": "gzip"})
    with asking(lambda asked, n: packed, tries=1) as (coder, served):
        with pytest.raises(ReportError, match="it is packed"):
            coder.code_report(raw())
        assert served.requests[0].headers["Accept-Encoding"] == "identity"


ENDS: list[tuple[Reply, str]] = [
    (error(401, "bad key"), rf"refuses the key \(401: bad key\); put one that it takes into the environment variable {KEY_VARIABLE}"),
    (error(403, "no"), "refuses the key"),
    (error(404, "no model small"), r"no model 'small' \(404: no model small\); check --endpoint and --model"),
    (error(405, "no"), "knows no such address"),
    (Reply(b"", 307, {"Location": "http://127.0.0.1:1/v1"}), "leads to another address"),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "told"), ENDS, ids=["401", "403", "404", "405", "307"])
def test_what_every_question_would_be_told_ends_the_run_in_a_line(
    reply: Reply, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with asking(lambda asked, n: reply) as (coder, served):
        with pytest.raises(RunError, match=told) as raised:
            coder.code_report(raw())
        assert "\n" not in str(raised.value)
        assert len(served.requests) == 1


def test_without_a_key_it_is_said_that_one_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    with asking(lambda asked, n: error(401)) as (coder, served):
        with pytest.raises(RunError, match="asks for a key"):
            coder.code_report(raw())
        assert "Authorization" not in served.requests[0].headers


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def test_a_server_that_is_not_there_ends_the_run() -> None:
    chat = Chat(Endpoint(f"http://127.0.0.1:{closed_port()}/v1", "small", tries=2), Spent(), first_pause=0.01)
    with pytest.raises(RunError, match=r"cannot be reached .*check that the server runs"):
        chat.ask([], {}, "r1")


def test_a_server_without_the_certificate_that_it_should_have_ends_the_run_at_once() -> None:
    with serving(GOOD) as served:  # which speaks no TLS at all
        secure = served.url.replace("http://", "https://")
        chat = Chat(Endpoint(secure, "small", tries=3), Spent(), first_pause=0.01)
        with pytest.raises(RunError, match=r"cannot be trusted .*check the address and the certificate"):
            chat.ask([], {}, "r1")
        assert served.requests == []


@pytest.mark.parametrize(
    ("refusal", "left"),
    [
        (error(400, "Unrecognized request argument supplied: response_format"), {"temperature"}),
        (error(422, "extra fields not permitted: json_schema"), {"temperature"}),
        (error(400, "temperature: only the default (1) is supported"), {"response_format"}),
        (error(400, "bad request"), {"temperature"}),
    ],
)
def test_a_server_that_knows_only_plain_chat_is_asked_plainly(refusal: Reply, left: set[str]) -> None:
    with asking(lambda asked, n: refusal if n == 1 else GOOD(asked, n)) as (coder, served):
        assert len(coder.code_report(raw()).events) == 2
        coder.code_report(raw())
        first, *then = served.requests
        assert {"temperature", "response_format"} <= set(first.body)
        assert [{"temperature", "response_format"} & set(asked.body) for asked in then] == [left, left]
        assert (coder.spent.plain is not None) == ("response_format" not in left)
        assert coder.spent.again == 0


def test_a_question_that_is_refused_all_the_same_is_left_out() -> None:
    with asking(lambda asked, n: error(400, "context length exceeded")) as (coder, served):
        with pytest.raises(ReportError, match=r"is refused \(400: context length exceeded\)"):
            coder.code_report(raw())
        assert len(served.requests) == 2


def test_the_model_is_held_to_the_form_of_the_answer() -> None:
    with asking(GOOD) as (coder, served):
        coder.code_report(raw())
    body = served.requests[0].body
    assert served.requests[0].path == "/v1/chat/completions"
    assert (body["model"], body["temperature"]) == ("small", 0)
    form = body["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"]["properties"]["events"]["items"]["properties"]["type"]["enum"][0] == "AGREE"


def strict_objects(schema: object) -> bool:
    """Whether all objects of a schema ask for all of their fields and let no others in."""
    if isinstance(schema, dict):
        is_object = schema.get("type") == "object"
        whole = not is_object or (
            schema["additionalProperties"] is False and schema["required"] == list(schema["properties"])
        )
        return whole and all(map(strict_objects, schema.values()))
    return all(map(strict_objects, schema)) if isinstance(schema, list) else True


def test_the_form_is_one_that_strict_servers_take() -> None:
    with asking(GOOD) as (coder, served):
        coder.code_report(raw())
    assert strict_objects(served.requests[0].body["response_format"]["json_schema"]["schema"])


@pytest.mark.parametrize(
    "usage",
    [None, 7, [], {}, {"prompt_tokens": -1, "completion_tokens": 2}, {"prompt_tokens": 1.5, "completion_tokens": 2},
     {"prompt_tokens": True, "completion_tokens": 2}, {"prompt_tokens": 10**30, "completion_tokens": 2}],
)  # fmt: skip
def test_tokens_that_are_no_numbers_are_not_counted(usage: object) -> None:
    def answer(asked: Asked, _: int) -> Reply:
        return completion(json.dumps({"report": asked.mark} | RIGHT), usage=usage)

    with asking(answer) as (coder, _):
        coder.code_report(raw())
        assert coder.spent.uncounted == 1
        assert coder.spent.tokens_question in (0, 1)


ECHOES: list[Callable[[], Reply]] = [
    lambda: error(401, f"Incorrect API key provided: {KEY}"),
    lambda: error(400, f"key {KEY} has no credit"),
    lambda: error(500, f"trace: Authorization: Bearer {KEY}"),
    lambda: Reply(f"<html>{KEY}</html>".encode(), 503),
    lambda: completion(f"your key is {KEY}"),
    lambda: Reply(f'{{"choices": [{{"message": {{"content": "x"}}, "{KEY}": 1, "{KEY}": 2}}]}}'.encode()),
]


@pytest.mark.parametrize("echo", ECHOES)
def test_a_server_that_repeats_the_key_has_it_told_to_nobody(
    echo: Callable[[], Reply], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    with caplog.at_level(logging.DEBUG), asking(lambda asked, n: echo(), cache=tmp_path, tries=1) as (coder, served):
        with pytest.raises((ReportError, RunError)) as told:
            coder.code_report(raw())
        assert served.requests[0].headers["Authorization"] == f"Bearer {KEY}"
        said = [str(told.value), repr(told.value), repr(coder), repr(coder.spent), caplog.text]
        said += [file.read_text() for file in tmp_path.rglob("*") if file.is_file()]
        assert not any(KEY in text for text in said)


def test_the_key_is_in_no_coding_and_in_no_kept_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(KEY_VARIABLE, KEY)
    echoed = json.dumps({"report": "MARK", "key": KEY, **RIGHT})
    with asking(saying(echoed), cache=tmp_path) as (coder, _):
        row = row_of(coder.code_report(raw()))
    (kept,) = tmp_path.rglob("*.json")
    assert KEY not in json.dumps(row, default=str)
    assert KEY not in kept.read_text()


@pytest.mark.parametrize("key", ["a\nb", "schlüssel", "a\x00b"])
def test_a_key_that_can_be_none_is_not_shown(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.environ", {KEY_VARIABLE: key})
    with pytest.raises(RunError, match="holds no key") as told:
        Endpoint("http://127.0.0.1:1/v1", "small").key()
    assert key not in str(told.value)


def test_whoever_is_told_to_wait_keeps_the_others_waiting_and_stopping_frees_all() -> None:
    with asking(lambda asked, n: error(429, Retry_After="200")) as (coder, served):
        told: list[BaseException] = []

        def ask() -> None:
            try:
                coder.code_report(raw())
            except RunError as error:
                told.append(error)

        threads = [threading.Thread(target=ask) for _ in range(3)]
        threads[0].start()
        while not coder.spent.again:
            time.sleep(0.01)
        for thread in threads[1:]:
            thread.start()
        time.sleep(0.1)
        assert len(served.requests) == 1
        coder.stop()
        for thread in threads:
            thread.join(timeout=20)
        assert [str(error) for error in told] == ["the run was stopped"] * 3


def test_without_the_client_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx2", None)
    with pytest.raises(MissingPackageError, match=r"needs httpx2, which is not installed; .*httpx2"):
        Chat(Endpoint("http://127.0.0.1:1/v1", "small"), Spent())
