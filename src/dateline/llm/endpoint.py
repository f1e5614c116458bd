"""Which server and which model: an address that somebody named, and a key that stands nowhere but in the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from dateline.errors import RunError, WrongValueError, printable

#: The environment variable that holds the key, unless another is named.
KEY_VARIABLE = "DATELINE_LLM_KEY"
_PATH = "/chat/completions"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible server (``http://127.0.0.1:8000/v1``) and one of its models. Holds no key, but where to look for one.

    ``timeout``: seconds for one whole answer; ``tries``: how often one question is sent at most. Raises WrongValueError for what
    is no address, holds a password, or is no name of a model.

    >>> Endpoint("http://127.0.0.1:8000/v1", "small").address
    'http://127.0.0.1:8000/v1/chat/completions'
    """

    url: str
    model: str
    key_variable: str = KEY_VARIABLE
    timeout: float = 120.0
    tries: int = 5

    def __post_init__(self) -> None:
        parts = _parts(self.url)
        if parts is None or parts.scheme not in ("http", "https") or not parts.hostname:
            raise WrongValueError(
                _shown(self.url), "is no address of a server", "give one such as http://127.0.0.1:8000/v1"
            )
        if "@" in parts.netloc:
            cause = "holds a name or password, which would be seen in lists and logs"
            raise WrongValueError(_shown(self.url), cause, f"leave it out, and put the key into {self.key_variable}")
        if not self.model or len(self.model) > _LONGEST_NAME or not self.model.isprintable() or "," in self.model:
            raise WrongValueError("the model", f"cannot be called {printable(self.model)!r:.60}", "give its name there")

    @property
    def address(self) -> str:
        """Where questions are sent."""
        parts = urlsplit(self.url)
        path = parts.path.rstrip("/")
        return parts._replace(path=path if path.endswith(_PATH) else path + _PATH, fragment="").geturl()

    @property
    def shown(self) -> str:
        """The address as messages name it: without its query, which some servers take keys in."""
        return _shown(self.url)

    @property
    def is_local(self) -> bool:
        """Whether the server runs on this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost" or host.endswith(".localhost")

    @property
    def is_readable_on_the_way(self) -> bool:
        """Whether whoever stands between could read the reports and the key."""
        return urlsplit(self.url).scheme == "http" and not self.is_local

    def key(self) -> str | None:
        """The key, if the environment has one. Raises RunError if it can be none."""
        key = os.environ.get(self.key_variable, "").strip()
        if not key.isascii() or not key.isprintable():
            raise RunError(
                f"the environment variable {self.key_variable} holds no key (line breaks, or no ASCII); set it anew"
            )
        return key or None


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts if url.isprintable() and " " not in url else None


def _shown(url: str) -> str:
    parts = _parts(url)
    if parts is None:
        return printable(url)[:80]
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()[:200]
