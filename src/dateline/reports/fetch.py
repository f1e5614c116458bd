"""The address of a file (http, https) in, its bytes in a temporary file out; limits hold on size and time."""

from __future__ import annotations

import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import BinaryIO, cast
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit

from dateline.errors import ReportError

LARGEST = 4 << 30
TIMEOUT = 30.0  # seconds without a byte
LONGEST = 3600.0  # seconds for all of them
_CHUNK = 1 << 16
_ALLOWED = "%/:=&?~#+!$,;'@()*[]"  # in an address as people copy it, all else is written in figures
_IN_MEMORY = 1 << 20


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server sent: the bytes, where they came from in the end, and what it says they are."""

    stream: BinaryIO
    url: str
    content_type: str | None
    charset: str | None


@contextmanager
def fetched(url: str, *, largest: int = LARGEST, timeout: float = TIMEOUT) -> Iterator[Fetched]:
    """The file at an address, gone when the block ends; ReportError if it cannot be had."""
    shown = without_password(url)
    if shown != url:
        raise ReportError(shown, "is given with a name and password, which are not sent", "fetch it yourself")
    with tempfile.SpooledTemporaryFile(_IN_MEMORY, prefix="dateline-") as copy:
        try:
            response = _open(url, timeout)
            with response:
                _copy(response, cast(BinaryIO, copy), shown, largest)
                headers, final = response.headers, response.geturl()
        except HTTPError as error:
            error.close()
            raise ReportError(
                shown, f"is refused by the server ({error.code} {error.reason})", "check the address"
            ) from None
        except TimeoutError:
            raise ReportError(shown, f"gives no answer within {timeout:g} seconds", "try again later") from None
        except URLError as error:
            raise ReportError(
                shown, f"cannot be reached ({error.reason})", "check the address and your network"
            ) from None
        except (HTTPException, OSError, ValueError) as error:
            cause = f"cannot be fetched ({type(error).__name__}: {str(error)[:100]})"
            raise ReportError(shown, cause, "check the address and your network") from None
        copy.seek(0)
        kind = headers.get_content_type() if "Content-Type" in headers else None
        yield Fetched(cast(BinaryIO, copy), without_password(final), kind, headers.get_content_charset())


def _open(url: str, timeout: float) -> HTTPResponse:
    """Only the web: neither the address nor a redirect leads to a file, to FTP or to data in the address itself."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPRedirectHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    request = urllib.request.Request(quote(url, safe=_ALLOWED), headers={"User-Agent": "dateline", "Accept": "*/*"})  # noqa: S310 see above
    return cast(HTTPResponse, opener.open(request, timeout=timeout))


def _copy(response: HTTPResponse, copy: BinaryIO, shown: str, largest: int) -> None:
    until = time.monotonic() + LONGEST
    size = 0
    while data := response.read1(_CHUNK):
        size += len(data)
        if size > largest:
            raise ReportError(shown, f"is larger than {largest:,} bytes", "fetch it yourself and give the file")
        if time.monotonic() > until:
            raise ReportError(
                shown, f"takes longer than {LONGEST / 60:g} minutes", "fetch it yourself and give the file"
            )
        copy.write(data)
    length = response.headers.get("Content-Length", "")
    if length.isdigit() and size < int(length):
        raise ReportError(shown, f"breaks off after {size:,} of {int(length):,} bytes", "try again later")


def without_password(url: str) -> str:
    """The address as it may be shown and stored."""
    try:
        parts = urlsplit(url)
        return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    except ValueError:
        return url
