import os

from isogloss import Anthropic

client = Anthropic(base_url=os.environ["MOCK_URL"], api_key="not-checked")

answer = client.messages.create(
    model="a-model-of-theirs",
    max_tokens=500,
    system="You know the tides.",
    messages=[{"role": "user", "content": "When is high water?"}],
)

print(answer.content[0].text)
