"""What a project that uses the checks says of itself: which findings it lives with."""
