"""The way into a Ray cluster: an address in, Ray connected to it out, or what is in the way."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from dateline.errors import RunError
from dateline.installed import how_to_install


def connected(address: str) -> Any:
    """Ray, joined to the cluster that runs there; RunError if none does, or Ray is not installed."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"  # Dateline tells nobody that it is used
    if "RAY_AUTH_TOKEN" in os.environ or (Path.home() / ".ray" / "auth_token").exists():
        # A cluster that `ray start` has given a token is joined by address only if it is said that there is one.
        os.environ.setdefault("RAY_AUTH_MODE", "token")
    if address.startswith("ray://"):
        raise RunError(f"{address}: is another machine's door; give the command on a machine of the cluster itself")
    try:
        import ray
        import ray.data
    except ModuleNotFoundError as error:
        raise RunError(
            f"a cluster needs the package {error.name!r}, which is not installed; install it with: {how_to_install('cluster')}"
        ) from error
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    try:
        ray.init(address=address, log_to_driver=False, logging_level=logging.CRITICAL)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise RunError(
            f"{address}: no cluster answers there ({last_line(error)}); start one with: ray start --head"
        ) from error
    return ray


def last_line(error: Exception) -> str:
    """Of an error of Ray, which tells long stories."""
    return next(reversed(str(error).strip().splitlines()), type(error).__name__)
