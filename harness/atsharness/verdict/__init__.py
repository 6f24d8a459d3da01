"""The verdict: families of the panel, gates with their limits, and the level that they make."""
