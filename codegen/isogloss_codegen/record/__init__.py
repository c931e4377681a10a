"""Records traffic: a proxy and a middleware that write the log that `check` reads."""
