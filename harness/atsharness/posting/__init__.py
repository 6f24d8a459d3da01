"""A job posting: what it asks for, and where a résumé has it."""
