"""Mails: words out of their encodings and parts, subject, sender and day out of the head."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from dateline.reports import RawReport, ReportError
from dateline.reports.reading import SourceOptions, read_sources
from tests.reports.samples import LEAD, errors, reports

HEAD = "From: Norland Wire <desk@wire.example>\nTo: me@example.org\nSubject: Minister arrives\nDate: Fri, 03 May 2024 23:30:00 -0500\n"
FOLDED = "The foreign minister of Nor=\nland drank caf=C3=A9 with her guest =E2=80=94 twice.\n"
UNFOLDED = "The foreign minister of Norland drank café with her guest — twice.\n"


def read(path: Path, data: str | bytes, **options: str) -> list[RawReport | ReportError]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_sources([str(path)], SourceOptions(**options)))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["a.eml", "a", "a.txt"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_quoted_printable_is_decoded(tmp_path: Path, name: str, end: str) -> None:
    mail = f"{HEAD}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{FOLDED}"
    (report,) = reports(read(tmp_path / name, mail.replace("\n", end)))
    assert report.text.replace("\r\n", "\n") == UNFOLDED
    assert (report.title, report.publisher, report.published) == ("Minister arrives", "Norland Wire", date(2024, 5, 3))


def several_parts(*, plain: bool, attached: bool) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "desk@wire.example", "Café & talks", "Fri, 3 May 2024 10:00:00 +0000"
    page = f"<html><head><style>p {{}}</style></head><body><p>{LEAD}</p><p>Café.</p></body></html>"
    if plain:
        mail.set_content(f"{LEAD}\n\nCafé.\n", charset="iso-8859-1")
        mail.add_alternative(page, subtype="html")
    else:
        mail.set_content(page, subtype="html", cte="base64")
    if attached:
        mail.add_attachment("not to be read", filename="notes.txt")
    return mail.as_bytes()


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize("attached", [True, False])
def test_of_several_parts_the_words_are_read_once(tmp_path: Path, *, plain: bool, attached: bool) -> None:
    (tmp_path / "a.eml").write_bytes(several_parts(plain=plain, attached=attached))
    options = SourceOptions()
    (report,) = reports(read_sources([str(tmp_path / "a.eml")], options))
    assert (report.text.strip(), report.title, report.publisher) == (f"{LEAD}\n\nCafé.", "Café & talks", None)
    assert options.passed_over == ({"attachments of mails (text/plain)": 1} if attached else {})


def test_a_box_gives_each_of_its_mails_and_where_it_begins(tmp_path: Path) -> None:
    one = f"From desk@wire.example Fri May  3 10:00:00 2024\n{HEAD}\n{LEAD}\n>From the pier they walked.\n\n"
    box = one + one.replace("arrives", "leaves")
    first, second = reports(read(tmp_path / "all.mbox", box))
    assert (first.title, second.title) == ("Minister arrives", "Minister leaves")
    assert first.text == f"{LEAD}\nFrom the pier they walked.\n\n"
    assert (first.offset, second.offset) == (0, len(one))
    assert second.source.endswith("all.mbox, mail 2")


def test_a_text_with_a_head_that_people_copied_is_no_mail(tmp_path: Path) -> None:
    copied = f"Subject: Minister arrives\nDate: 2024-05-03\n\n{LEAD} She wrote =C3=A9.\n"
    (report,) = reports(read(tmp_path / "a.txt", copied))
    assert report.text == copied


def test_a_mail_without_words_is_an_error(tmp_path: Path) -> None:
    assert "holds no words" in errors(read(tmp_path / "a.eml", HEAD + "\n \n"))[0]
