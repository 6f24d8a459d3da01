"""Runs over many documents: their store, which keeps a line of figures a document, and what it shows."""
