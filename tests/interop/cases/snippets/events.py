import isogloss as anthropic

client = anthropic.Anthropic()

events = client.messages.create(
    model="a-model-of-theirs",
    max_tokens=2048,
    messages=[{"role": "user", "content": "When is high water?"}],
    thinking={"type": "enabled", "budget_tokens": 1024},
    stream=True,
)

thought = said = ""
for event in events:
    if event.type == "content_block_start":
        if hasattr(event, "content_block") and event.content_block:
            print(f"-- {event.content_block.type} --")
    elif event.type == "content_block_delta" and hasattr(event, "delta") and event.delta:
        if event.delta.type == "thinking_delta":
            thought += event.delta.thinking
        elif event.delta.type == "text_delta":
            print(event.delta.text, end="", flush=True)
            said += event.delta.text

print()
print((len(thought), len(said)))
