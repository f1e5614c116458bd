"""The archives of a release, built of one tree: the source archive, the bill of materials, and the wheel that holds it."""

from __future__ import annotations

import os
from pathlib import Path

from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from release.bill import bill


def build(root: Path, out: Path) -> tuple[Path, Path, Path]:
    """Build the source archive, the bill of materials and the wheel, which holds the bill, of the tree in ``root``.

    Every file in them has the time SOURCE_DATE_EPOCH, which must be set.
    """
    out.mkdir(parents=True, exist_ok=True)
    source = SdistBuilder(str(root))
    version = source.metadata.version
    materials = out / f"dateline-{version}.cdx.json"
    materials.write_text(bill(version, int(os.environ["SOURCE_DATE_EPOCH"]), root), encoding="utf-8")
    wheel = WheelBuilder(str(root))
    wheel.config.target_config["sbom-files"] = [str(materials)]
    (archive,) = source.build(directory=str(out), versions=["standard"])
    (package,) = wheel.build(directory=str(out), versions=["standard"])
    return Path(archive), materials, Path(package)
