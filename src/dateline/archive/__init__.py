"""The archive: codings in, immutable Parquet parts in a folder; flat views over them out, through DuckDB."""

from dateline.archive.fingerprint import content_hash, simhash
from dateline.archive.folder import Archive, Failure
from dateline.archive.reviews import Reviews

__all__ = ["Archive", "Failure", "Reviews", "content_hash", "simhash"]
