"""What is timed: one module each."""
