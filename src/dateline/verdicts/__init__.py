"""What reviews come to: which are in force, what coders agree on, what still stands when a report was coded again."""
