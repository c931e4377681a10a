"""The least that judges a log of requests: one compiled validator, asked about each line."""

import json
from pathlib import Path


def loop(log, document):
    """Counts the requests that are valid."""
    import jsonschema_rs

    components = json.loads(Path(document).read_text(encoding="utf-8"))["components"]
    schema = {"$ref": "#/components/schemas/CreateMessageRequest", "components": components}

    def run():
        validator = jsonschema_rs.Draft202012Validator(schema)
        with Path(log).open(encoding="utf-8") as lines:
            valid = sum(validator.is_valid(json.loads(line)) for line in lines)
        assert valid

    return run
