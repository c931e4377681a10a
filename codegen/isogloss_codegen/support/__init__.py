"""The support of each place of a request by a provider."""
