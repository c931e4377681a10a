"""The support table of all dialects, with its sources, in forms for people and programs."""
