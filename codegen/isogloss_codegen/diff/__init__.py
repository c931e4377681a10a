"""Compares two documents: facts, judgement, proof, presentation."""
