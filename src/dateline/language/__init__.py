"""The words of a language that the rooms ask for, as files: what a second language would have to copy and fill in."""
