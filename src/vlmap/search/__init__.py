"""What the search knows of the records, and the same ranking outside a browser."""
