"""The corpus: fictional people, layouts, and the small built files that tests and the demo use."""
