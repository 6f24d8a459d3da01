"""The commands of `ats`, by theme; `atsharness.cli` names each one's module."""
