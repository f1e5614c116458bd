"""The same coder over the machines of a Ray cluster."""

from dateline.cluster.machines import Cluster, ClusterError
from dateline.cluster.tasks import Job, versions_of

__all__ = ["Cluster", "ClusterError", "Job", "versions_of"]
