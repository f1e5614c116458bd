"""Which addresses and models may be named, and what of them is shown."""

from __future__ import annotations

import pytest

from dateline.errors import WrongValueError
from dateline.llm.endpoint import Endpoint


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:8000/v1", "http://127.0.0.1:8000/v1/chat/completions"),
        ("http://127.0.0.1:8000/v1/", "http://127.0.0.1:8000/v1/chat/completions"),
        ("https://a.example/v1/chat/completions", "https://a.example/v1/chat/completions"),
        ("https://a.example/x?api-version=3", "https://a.example/x/chat/completions?api-version=3"),
    ],
)
def test_questions_go_to_the_chat_of_the_address(url: str, address: str) -> None:
    assert Endpoint(url, "m").address == address


@pytest.mark.parametrize("url", ["", "localhost:8000", "ftp://a/v1", "file:///etc/passwd", "http://", "http://a b/", "http://a:x/",
                                 "http://[::1", "http://a\nb/"])  # fmt: skip
def test_what_is_no_address_is_refused_in_a_line(url: str) -> None:
    with pytest.raises(WrongValueError, match="is no address of a server") as told:
        Endpoint(url, "m")
    assert "\n" not in str(told.value)


def test_an_address_with_a_password_is_refused_and_the_password_not_shown() -> None:
    with pytest.raises(WrongValueError, match="holds a name or password") as told:
        Endpoint("https://ann:hunter2@a.example/v1", "m")
    assert "hunter2" not in str(told.value)


def test_a_query_is_not_shown() -> None:
    assert Endpoint("https://a.example/v1?key=hunter2", "m").shown == "https://a.example/v1"


@pytest.mark.parametrize("model", ["", "a\nb", "a" * 101, "a,b", "a\x1b[31m"])
def test_what_is_no_name_of_a_model_is_refused(model: str) -> None:
    with pytest.raises(WrongValueError, match="cannot be called"):
        Endpoint("http://127.0.0.1/v1", model)


@pytest.mark.parametrize(
    ("url", "local", "readable"),
    [
        ("http://127.0.0.1:1/v1", True, False),
        ("http://localhost/v1", True, False),
        ("http://[::1]/v1", True, False),
        ("http://10.0.0.7/v1", False, True),
        ("http://a.example/v1", False, True),
        ("http://localhost.example/v1", False, True),
        ("https://a.example/v1", False, False),
    ],
)
def test_only_what_leaves_this_machine_in_clear_is_readable_on_the_way(url: str, local: bool, readable: bool) -> None:
    endpoint = Endpoint(url, "m")
    assert (endpoint.is_local, endpoint.is_readable_on_the_way) == (local, readable)
