"""The work that is measured. It runs in the peers' environment, which type checks do not see."""
