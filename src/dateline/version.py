"""Which Dateline this is; every coding says so."""

__version__ = "0.1.0"
