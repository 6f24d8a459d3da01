"""Rules 1xx: the text layer, its letters, its spaces, what it hides and what it lacks."""
