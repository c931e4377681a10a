"""Who supports what, on whose word: a table of all dialects, and the forms in which people and programs read it."""
