"""The software bill of materials: what the package holds and what it runs with, in CycloneDX's JSON.

The parts of the package stand in it with their files' hashes and licences; the libraries with the versions of requirements.lock,
which must be installed, for their licences and what they ask for in turn are read from their own metadata.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageMetadata, distribution, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from release.parts import PACKAGE, ROOT, Part, parts, sha256

_LICENCES = LicenseFactory()


def bill(version: str, epoch: int, root: Path = ROOT) -> str:
    """The bill of materials of the tree in ``root``, as of ``epoch`` (seconds since 1970): the same bytes for the same tree."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    whole = Component(
        name="dateline",
        version=version,
        type=ComponentType.APPLICATION,
        bom_ref="dateline",
        description=project["description"],
        licenses=[_LICENCES.make_from_string(project["license"])],
        purl=PackageURL("pypi", name="dateline", version=version),
        components=[_component(part, root) for part in parts(root)],
    )
    locked = dict(_locked((root / "requirements.lock").read_text(encoding="utf-8")))
    asked = {name: _asked_by(name, locked) for name in locked}
    direct = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    needed = _reached(direct, asked)
    libraries = {name: _library(name, number, name in needed) for name, number in locked.items()}
    made = Bom(components=libraries.values(), serial_number=uuid5(NAMESPACE_URL, f"dateline {version} {epoch}"))
    made.metadata.component = whole
    made.metadata.timestamp = datetime.fromtimestamp(epoch, UTC)
    made.register_dependency(whole, [libraries[name] for name in sorted(direct)])
    for name, others in asked.items():
        made.register_dependency(libraries[name], [libraries[other] for other in others])
    return make_outputter(made, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=1) + "\n"


def _component(part: Part, root: Path) -> Component:
    return Component(
        name=part.part,
        type=ComponentType(part.kind),
        bom_ref=f"part {part.part}",
        description=part.about,
        licenses=[_LICENCES.make_from_string(part.licence)],
        components=[_file(name, root) for name in part.files],
    )


def _file(name: str, root: Path) -> Component:
    held = HashType(alg=HashAlgorithm.SHA_256, content=sha256(root / PACKAGE / name))
    return Component(name=f"dateline/{name}", type=ComponentType.FILE, bom_ref=f"file {name}", hashes=[held])


def _library(name: str, number: str, is_needed: bool) -> Component:
    told = metadata(name)
    if told["Version"] != number:
        raise SystemExit(
            f"{name}: {told['Version']} is installed, and requirements.lock has {number}; install the lock"
        )
    licence = _licence(told)
    return Component(
        name=name,
        version=number,
        type=ComponentType.LIBRARY,
        bom_ref=f"{name}=={number}",
        scope=ComponentScope.REQUIRED if is_needed else ComponentScope.OPTIONAL,
        licenses=[_LICENCES.make_from_string(licence)] if licence else [],
        purl=PackageURL("pypi", name=name, version=number),
    )


def _licence(told: PackageMetadata) -> str | None:
    """What a package says its licence is: the expression, else the short name, else the classifier."""
    classified = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or [] if c.startswith("License :: ")]
    short = [line for line in told.get_all("License") or [] if line.strip() and "\n" not in line]
    return next(iter([*(told.get_all("License-Expression") or []), *short, *classified]), None)


def _locked(lock: str) -> Iterator[tuple[str, str]]:
    for name, number in re.findall(r"^([\w.-]+)==([\w.]+)", lock, re.MULTILINE):
        yield canonicalize_name(name), number


def _asked_by(name: str, known: Mapping[str, str]) -> list[str]:
    """Which of the locked packages a package asks for, here and without extras of its own."""
    wanted = map(Requirement, distribution(name).requires or [])
    names = {canonicalize_name(r.name) for r in wanted if r.marker is None or r.marker.evaluate({"extra": ""})}
    return sorted(names & known.keys())


def _reached(begin: Iterable[str], asked: Mapping[str, Iterable[str]]) -> set[str]:
    found: set[str] = set()
    ahead = list(begin)
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += asked[name]
    return found
