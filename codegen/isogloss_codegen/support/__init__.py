"""What a provider says of each place of a request."""
