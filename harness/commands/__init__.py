"""The commands of `ats`, by theme; `atsharness.harness.cli` names each one's module."""
