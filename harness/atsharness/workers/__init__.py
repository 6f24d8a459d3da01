"""What `atsharness.workers.supervisor` is made of: tasks, the parent's end of a worker, and its inside."""
