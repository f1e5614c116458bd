"""A Ray cluster of two machines of one core, as a program: prints its address; a line read kills the second; the end of its
input stops it all. A process of its own, so that no setting and no open file of Ray stays with the tests."""

import os
import sys

os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
# Else its workers would hardly get a turn on a machine that is busy with tests.
os.environ["RAY_worker_niceness"] = "0"  # noqa: SIM112 Ray's own spelling

from ray.cluster_utils import Cluster

NODE = {"num_cpus": 1, "object_store_memory": 80 << 20}


def main() -> None:
    cluster = Cluster(initialize_head=True, head_node_args={**NODE, "include_dashboard": False})
    try:
        second = cluster.add_node(**NODE)
        say(f"address {cluster.address}")
        for _ in sys.stdin:
            cluster.remove_node(second, allow_graceful=False)
            say("killed")
    finally:
        cluster.shutdown()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
