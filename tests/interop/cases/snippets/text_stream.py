import os

from isogloss import Anthropic

client = Anthropic(base_url=os.environ["MOCK_URL"], api_key="not-checked")

with client.messages.stream(
    model="a-model-of-theirs",
    max_tokens=500,
    messages=[{"role": "user", "content": "When is high water?"}],
) as stream:
    for text in stream.text_stream:
        print(text, end="|", flush=True)
