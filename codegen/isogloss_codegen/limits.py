"""All numbers that bound what is kept while traffic is recorded and checked: no input takes memory without end."""

from __future__ import annotations

MB = 1024 * 1024

# Recording.
MAX_RECORDED = 8 * MB
"""The most bytes of a body that are written to a log, unless told otherwise; `cut` names longer bodies."""
MAX_TEXT = 4096
"""The most characters that are written of an answer that is neither JSON nor a stream."""
MAX_SECRETS = 64
"""So many secrets of one exchange are looked for, and as many of earlier ones: those that were seen last."""
MAX_SECRET = 4096
"""A longer secret counts as several of this many bytes."""
MIN_SECRET = 6
"""A value with fewer bytes than this is not looked for: it would be found everywhere."""
MIN_PART = 16
"""So many first bytes of a longer secret are enough to be found; of a shorter one, three quarters."""
MIN_TAIL = 4
"""So many first bytes of a secret are enough at the end of a text that is cut."""
MAX_ROUNDS = 4
"""So many times escapes are resolved to find a secret: each is an encoding within another."""

# Checking.
MAX_JSON = 128 * MB
"""The most bytes of a JSON text that are read: a line of a log, or a file that is none."""
MAX_UNPACKED = 64 * MB
"""The most bytes that a packed body is unpacked to."""
MAX_CHECKED = 32 * MB
"""The most bytes of a body that `ConformanceMiddleware` keeps; larger ones pass unchecked, as do packed streams."""
MAX_HEAD = 256 * 1024
"""The most bytes of the head of an answer in a capture."""
MAX_EVENT = 64 * MB
"""The most bytes of one event that are kept, line ends included; of a larger one the place is told, not the data."""
MAX_NAME = 1024
"""The most characters of the name of an event that are kept."""
MAX_PIECES = 64 * MB
"""The most bytes of JSON in pieces that are kept to be read at the end of a part."""
MAX_TOTALS = 1000
"""The most different counts of usage that are followed through a stream."""
MAX_FINDINGS = 1000
"""So many findings about one request, answer or stream are kept, and the first of each rule; others are counted."""
MAX_MESSAGE = 2000
"""The most characters of a message, a path or a subject that are kept in a finding."""
MAX_CAUSES = 10_000
"""So many different things that are found in a log are counted, each by itself; others are counted together."""
MAX_ERRORS = 1000
"""So many places in a file that cannot be read are told; others are counted."""
