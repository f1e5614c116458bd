"""The archive: codings in, immutable Parquet parts in a folder; flat views over them out, through DuckDB."""

from dateline.archive.fingerprint import content_hash, simhash
from dateline.archive.folder import Archive, Failure

__all__ = ["Archive", "Failure", "content_hash", "simhash"]
