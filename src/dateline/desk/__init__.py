"""The desk: an archive on pages of this machine, to read, search, see and judge what was coded."""
