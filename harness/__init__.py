"""ats-harness: what résumé parsers really read out of a file."""

__version__ = "0.1.0"
