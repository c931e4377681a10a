import isogloss as anthropic

client = anthropic.Anthropic()

answer = client.messages.create(
    model="a-model-of-theirs",
    max_tokens=500,
    system="You know the tides.",
    messages=[{"role": "user", "content": [{"type": "text", "text": "When is high water?"}]}],
    thinking={"type": "adaptive"},
)

for part in answer.content:
    if part.type == "thinking":
        print(f"thought: {part.thinking}")
    elif part.type == "text":
        print(f"said: {part.text}")
