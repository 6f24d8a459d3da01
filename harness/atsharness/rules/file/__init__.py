"""Rules 5xx: the file around the pages."""
