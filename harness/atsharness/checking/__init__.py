"""One document from file to result: its flight through the workers, scores, fields, findings, verdict."""
