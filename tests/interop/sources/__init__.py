"""Holds the evidence that points at code against the newest release of that code.

`packages` asks a registry for releases, `places` finds what evidence points at in a file, `compare` puts the two
together for each overlay. An overlay takes part where a source in `info.x-sources` has a `package`.
"""
