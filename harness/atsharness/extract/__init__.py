"""Document × parser paths -> extractions: which paths, tasks for workers, what runs inside them."""
