"""Instructor: an object by a tool, and a list of objects; the base URL comes from the environment."""

import json
from datetime import date
from enum import Enum
from typing import Annotated

import anthropic
import instructor
from pydantic import BaseModel, Field


class Use(Enum):
    WATER = "water"
    POWER = "power"


class River(BaseModel):
    """A river."""

    name: Annotated[str, Field(pattern="^[A-Z][a-z]+$")]
    day: date
    length: Annotated[int, Field(ge=100, multiple_of=5)]
    uses: Annotated[list[Use], Field(min_length=1)]
    mouth: str | None


client = instructor.from_anthropic(anthropic.Anthropic(max_retries=0))
asked = {
    "model": "mock-large",
    "max_tokens": 256,
    "max_retries": 0,
    "messages": [{"role": "user", "content": "Describe a river."}],
}
river = client.chat.completions.create(response_model=River, **asked)
several = list(client.chat.completions.create_iterable(response_model=River, **asked))
print(json.dumps({"river": river.model_dump(mode="json"), "several": len(several)}))
