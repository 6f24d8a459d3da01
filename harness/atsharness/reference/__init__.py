"""What a person reads on the page: the visual reference, and a source's words in its order."""
