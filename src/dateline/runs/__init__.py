"""Many reports: one loop over them, whoever codes: this process, all cores, the machines of a cluster."""
