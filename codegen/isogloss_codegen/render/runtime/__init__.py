"""The hand-written part of a generated package: what does not depend on the API."""
