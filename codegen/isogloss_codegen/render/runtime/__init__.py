"""The hand-written part of a generated package. It does not depend on the API."""
