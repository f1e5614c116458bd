"""Dateline, Python, and the packages that it needs or could use: which versions are here, and what is missing."""

from __future__ import annotations

import platform
import re
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from dateline.doctor.diagnosis import Finding
from dateline.doctor.kept_files import PACKAGE
from dateline.installed import extras, how_to_add, how_to_install, packages_of, packages_of_all, shown
from dateline.version import __version__

#: What each extra is for; one that is not named here is told by its packages alone.
_GOOD_FOR = {
    "cluster": "coding on many machines",
    "desk": "reading and judging an archive in the browser",
    "llm": "a language model as a second coder",
    "plot": "pictures of an archive",
    "web": "reading web pages",
}
_ASKED = re.compile(r"(?P<name>[\w.-]+)[^>]*(?:>=\s*(?P<least>[\d.]+))?")


def package_findings() -> Iterator[Finding]:
    """Of Dateline and Python, of what Dateline needs, and of each of its extras."""
    yield Finding("dateline", "well", f"{__version__} in {shown(PACKAGE)}")
    yield Finding("python", "well", f"{platform.python_version()} ({platform.system()} {platform.machine()})")
    wanting = [asked for asked in packages_of_all() if _lacks(asked)]
    if wanting:
        named = ", ".join(f"{asked} ({_lacks(asked)})" for asked in wanting)
        yield Finding("packages", "wrong", f"wanting: {named}", how_to_add(*wanting))
    else:
        names = (_name(asked) for asked in packages_of_all())
        yield Finding("packages", "well", ", ".join(f"{name} {version(name)}" for name in names))
    yield from map(_of_extra, extras())


def _of_extra(extra: str) -> Finding:
    wanting = [_name(asked) for asked in packages_of(extra) if _lacks(asked)]
    use = _GOOD_FOR.get(extra)
    purpose = f", for {use}" if use else ""
    if not wanting:
        return Finding(f"extra {extra}", "well", f"installed{purpose}")
    return Finding(f"extra {extra}", "absent", f"without {', '.join(wanting)}{purpose}", how_to_install(extra))


def _name(asked: str) -> str:
    found = _ASKED.match(asked)
    assert found is not None, asked
    return found["name"]


def _lacks(asked: str) -> str | None:
    """What is wrong with a package that is asked for: it is not here, or it is too old. None if it will do."""
    found = _ASKED.match(asked)
    assert found is not None, asked
    try:
        here = version(found["name"])
    except PackageNotFoundError:
        return "not installed"
    return here if found["least"] and _release(here) < _release(found["least"]) else None


def _release(number: str) -> tuple[int, ...]:
    """The numbers before anything else in a version: (2, 4, 6) of "2.4.6.post1" is enough to tell which is older."""
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[^\d.]", number)[0]))
