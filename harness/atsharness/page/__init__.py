"""What stands where on a page: glyphs, what is visible of them, words, lines, gutters, reading order."""
