"""What rules of several groups share: losses by place, costs, evidence, producers."""
