"""The parts that only the Messages API has."""
