"""Baselines: what was recovered of files when their author approved of it, and what has changed since."""
