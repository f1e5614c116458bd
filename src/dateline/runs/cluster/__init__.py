"""The same coder over the machines of a Ray cluster."""

from dateline.runs.cluster.machines import Cluster
from dateline.runs.cluster.tasks import Job

__all__ = ["Cluster", "Job"]
