"""Which Dateline this is; every coding says so."""

__version__ = "0.2.0"
