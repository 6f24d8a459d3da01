"""Text as a sequence of words and of grapheme clusters."""
