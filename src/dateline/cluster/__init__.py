"""The same coder over the machines of a Ray cluster."""

from dateline.cluster.machines import Cluster, ClusterError
from dateline.cluster.tasks import Job

__all__ = ["Cluster", "ClusterError", "Job"]
