"""Report formats, one a file: each holds the constant ``FORMAT`` and sees a `RunResult` only."""
