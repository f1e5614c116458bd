"""Dateline turns news reports into event data you can check: who did what to whom, where and when, and who says so.

>>> import dateline
>>> coder = dateline.load()                                         # doctest: +SKIP
>>> coding = coder.code(text, published=date, publisher="TASS")     # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.coder import Coder, load
    from dateline.model import Coding, to_json

__version__ = "0.1.0"
__all__ = ["Coder", "Coding", "__version__", "load", "to_json"]

_HOMES = {"Coder": "dateline.coder", "load": "dateline.coder", "Coding": "dateline.model", "to_json": "dateline.model"}


def __getattr__(name: str) -> Any:
    """Import on first use, so that ``dateline --help`` does not wait for the reader."""
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
