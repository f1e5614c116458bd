"""What Dateline brings to be tried out on: reports, and the archive that they make."""
