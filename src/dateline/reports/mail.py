"""Mails (one, or a box of them) in, a raw report each out: its decoded words, its subject as the title, the day as written."""

from __future__ import annotations

import email.policy
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from typing import cast

from dateline.errors import ReportError
from dateline.reports.days import day_of
from dateline.reports.markup import fragment_text
from dateline.reports.options import SourceOptions
from dateline.reports.sniff import Glimpse, Signs
from dateline.reports.streams import Opened
from dateline.reports.text import RawReport

LARGEST_MAIL = 32 << 20
_HEADER = re.compile(r"(?:From |[A-Za-z][A-Za-z0-9-]{0,60}:)")
# Headers that programs write, where a person who copies a mail's head into a text does not.
_BY_PROGRAMS = re.compile(
    r"(?im)^(?:MIME-Version|Content-Transfer-Encoding|Content-Type|Message-ID|Received|Return-Path):"
)
_BY_PEOPLE = re.compile(r"(?im)^(?:From|Subject|Date):")
_BOX = b"From "
_NOT_SENT = "leave it out, or give its words as text"


def _is_mail(seen: Glimpse) -> bool:
    head = re.split(r"\r?\n\r?\n", seen.start, maxsplit=1)[0]
    if not _HEADER.match(head):
        return False
    return len(_BY_PEOPLE.findall(head)) > 1 and _BY_PROGRAMS.search(head) is not None


MAIL = Signs(
    endings=("eml", "mbox", "mbx"),
    firm=lambda seen: _HEADER.match(seen.start) is not None,
    served=lambda seen: seen.content_type == "message/rfc822",
    looks=_is_mail,
)


def read_mail(opened: Opened, options: SourceOptions) -> Iterator[RawReport | ReportError]:
    """Yield each mail's report; what is attached is counted in ``options.passed_over``."""
    for number, (offset, data) in enumerate(_mails(opened), 1):
        place = f"{opened.name}, mail {number}" if opened.head.startswith(_BOX) else opened.name
        if len(data) > LARGEST_MAIL:
            yield ReportError(place, f"is larger than the {LARGEST_MAIL >> 20} MiB of one mail", "give its text alone")
        else:
            yield _mail_report(data, place, offset, options)


def _mails(opened: Opened) -> Iterator[tuple[int, bytes]]:
    """Each mail of a box with the byte at which it begins; a line "From …" after a blank one opens the next."""
    if not opened.head.startswith(_BOX):
        yield 0, opened.whole(LARGEST_MAIL)
        return
    held, begun, at, blank = bytearray(), 0, 0, True
    for line in iter(lambda: opened.stream.readline(1 << 20), b""):
        if blank and line.startswith(_BOX):
            if held:
                yield begun, bytes(held)
            held, begun = bytearray(), at
        elif len(held) <= LARGEST_MAIL:
            held += line.removeprefix(b">") if line.startswith(b">From ") else line
        blank = not line.strip()
        at += len(line)
    if held:
        yield begun, bytes(held)


def _mail_report(data: bytes, place: str, offset: int, options: SourceOptions) -> RawReport | ReportError:
    try:
        mail = message_from_bytes(data, policy=email.policy.default)
        text = _words(mail, options.encoding)
        title, sender, sent = (_header(mail, name) for name in ("Subject", "From", "Date"))
        attached = [part.get_content_type()[:60] for part in mail.iter_attachments()]
    except RecursionError:
        return ReportError(place, "holds parts within parts, more deeply than a mail does", _NOT_SENT)
    except Exception as error:  # noqa: BLE001 headers and encodings may be broken in more ways than the package foresees
        cause = f"is no mail that can be read ({type(error).__name__}: {str(error)[:80]})"
        return ReportError(place, cause, _NOT_SENT)
    for kind in attached:
        options.passed_over[f"attachments of mails ({kind})"] += 1
    if not text:
        return ReportError(place, "holds no words", _NOT_SENT)
    return RawReport(
        id=_header(mail, "Message-ID"),
        text=text,
        title=title,
        published=day_of(sent) if sent else None,
        publisher=_name(mail) if sender else None,
        source=place,
        offset=offset,
    )


def _words(mail: EmailMessage, encoding: str | None) -> str:
    """The plain words, else those of the page that it is written as."""
    body = mail.get_body(("plain", "html"))
    if body is None:
        return ""
    data = cast(bytes, body.get_payload(decode=True)) or b""
    text = _decoded(data, encoding or body.get_content_charset() or "utf-8").replace("\x00", "")
    if body.get_content_subtype() == "html":
        text = fragment_text(text)
    return text if text.strip() else ""


def _decoded(data: bytes, encoding: str) -> str:
    for name in (encoding, "utf-8"):
        try:
            return data.decode(name)
        except (UnicodeError, LookupError):
            continue
    return data.decode("cp1252", "replace")


def _header(mail: EmailMessage, name: str) -> str | None:
    return " ".join(str(mail[name]).split()) or None if mail[name] is not None else None


def _name(mail: EmailMessage) -> str | None:
    """The sender's name, where the mail gives one beside the address."""
    addresses = getattr(cast(AddressHeader, mail["From"]), "addresses", ())
    return next((address.display_name.strip() for address in addresses if address.display_name.strip()), None)
