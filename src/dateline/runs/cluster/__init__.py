"""The same coder over the machines of a Ray cluster."""

from dateline.runs.cluster.machines import Cluster

__all__ = ["Cluster"]
