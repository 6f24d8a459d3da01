"""The controlled experiment: one résumé with one thing and without it, read by every parser path."""
