"""What isogloss costs, beside what its users would pick instead: `make bench`."""
