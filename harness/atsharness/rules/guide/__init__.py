"""Advice on what a résumé says, after the guide (docs/guide.md): never a loss, never in a verdict."""
