"""Keywords: which a posting asks for, and which each parser path leaves findable."""
