"""The archive: codings in, immutable Parquet parts in a folder; flat views over them out, through DuckDB."""

from dateline.archive.fingerprint import content_hash, simhash
from dateline.archive.folder import Archive, Failure
from dateline.archive.reviews import Reviews
from dateline.archive.samples import Samples

__all__ = ["Archive", "Failure", "Reviews", "Samples", "content_hash", "simhash"]
