"""Résumés for advice on content: sound ones, and ones of which a person's content was edited for one rule."""
