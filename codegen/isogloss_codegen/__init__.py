"""The isogloss generator and command line: reads `spec/`, writes `generated/`, compares providers."""
