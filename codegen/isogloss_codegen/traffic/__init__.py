"""Traffic as values: requests, responses and streams, read from bodies, logs and captures."""
