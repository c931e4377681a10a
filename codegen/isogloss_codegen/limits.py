"""All limits of recording and checking, so that no input takes unlimited memory."""

from __future__ import annotations

MB = 1024 * 1024

# Recording
MAX_RECORDED = 8 * MB
"""Default maximum number of bytes of a body in a log; `cut` names longer bodies."""
MAX_TEXT = 4096
"""Maximum number of characters in a log of an answer that is neither JSON nor a stream."""
MAX_SECRETS = 64
"""Maximum number of secrets of one exchange, and of the most recent secrets of earlier ones."""
MAX_SECRET = 4096
"""Maximum number of bytes of a secret; a longer one counts as several."""
MIN_SECRET = 6
"""Minimum number of bytes of a secret; a shorter value would be found everywhere."""
MIN_PART = 16
"""The number of first bytes that identify a longer secret; of a shorter one, three quarters do."""
MIN_TAIL = 4
"""The number of first bytes that identify a secret at the end of a text that is cut."""
MAX_ROUNDS = 4
"""Maximum number of nested encodings in which secrets are found."""

# Checking
MAX_JSON = 128 * MB
"""Maximum number of bytes of a JSON text: a line of a log, or a file that is not a log."""
MAX_UNPACKED = 64 * MB
"""Maximum number of bytes of a decompressed body."""
MAX_CHECKED = 32 * MB
"""The most bytes of a body that `ConformanceMiddleware` keeps; larger ones pass unchecked, as do packed streams."""
MAX_HEAD = 256 * 1024
"""Maximum number of bytes of the head of an answer in a capture."""
MAX_EVENT = 64 * MB
"""Maximum number of bytes of an event, with line ends. Of a larger event, only the place is reported."""
MAX_NAME = 1024
"""Maximum number of characters of the name of an event."""
MAX_PIECES = 64 * MB
"""Maximum number of bytes of JSON in pieces, which is read at the end of a part."""
MAX_TOTALS = 1000
"""Maximum number of different usage totals in a stream."""
MAX_FINDINGS = 1000
"""Maximum number of findings about one request, answer or stream; also the first of each rule. Others are counted."""
MAX_MESSAGE = 2000
"""Maximum number of characters of a message, path or subject in a finding."""
MAX_CAUSES = 10_000
"""Maximum number of different findings in a log that are counted separately."""
MAX_ERRORS = 1000
"""Maximum number of reported places in a file that cannot be read. Others are counted."""
