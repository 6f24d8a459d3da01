"""The command `ats corpus` and its parts."""
