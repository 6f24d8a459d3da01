"""Advice on a résumé beside a job posting: what it asks for and where the résumé says it."""
