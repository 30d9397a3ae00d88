"""What vlmap costs, in time and memory, against other ways to the same pages."""
