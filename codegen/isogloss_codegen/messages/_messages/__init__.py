"""What is particular to the Messages API."""
