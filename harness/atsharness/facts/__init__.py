"""Layout facts of a document, gathered from its bytes: one detector a file, called by `gather`."""
