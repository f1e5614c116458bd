"""A report's fingerprints: a hash that only an exact copy shares, and one that near copies almost share."""

from __future__ import annotations

import re
from datetime import date
from hashlib import blake2b, sha256

import numpy as np

from dateline.reports.mojibake import as_meant
from dateline.reports.text import RawReport
from dateline.reports.wire import read_wire

_WORD = re.compile(r"[^\W_]+")
_SHINGLE = 3  # words: single ones are shared by reports on the same subject, longer runs break at every edited word


def content_hash(text: str, published: date | None, publisher: str | None) -> str:
    """32 hexadecimal digits: the same for the same text, from the same publisher, of the same day.

    The same text from another publisher is another report, for who tells an event matters.
    """
    said = "\x1f".join((publisher or "", published.isoformat() if published else "", text))
    return sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def raw_hash(raw: RawReport) -> str:
    """The content hash that the coding of this report will have, known before it is coded."""
    meant = as_meant(raw.text) or ""
    wire = read_wire(meant, published=raw.published, publisher=raw.publisher)
    return content_hash(raw.text, wire.published, wire.publisher)


def simhash(text: str) -> int:
    """64 bits of which near copies share all but a few: case, punctuation and spacing do not count.

    Each run of three words votes on every bit (Charikar 2002); copies that an editor has cut or retitled differ in up to
    about ten bits, unrelated reports in about 32.
    """
    words = _WORD.findall(text.lower())
    if not words:
        return 0
    runs = {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}
    digests = b"".join(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=8).digest() for run in runs)
    bits = np.unpackbits(np.frombuffer(digests, dtype=np.uint8).reshape(-1, 8), axis=1)
    votes = bits.sum(axis=0, dtype=np.int64) * 2 > len(bits)
    return int.from_bytes(np.packbits(votes).tobytes(), "big")
