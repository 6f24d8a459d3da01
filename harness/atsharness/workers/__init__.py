"""What `atsharness.isolation` is made of: tasks, the parent's end of a worker, and its inside."""
