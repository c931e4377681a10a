import os

from isogloss import Anthropic

client = Anthropic(base_url=os.environ["MOCK_URL"], api_key="not-checked")

for model in client.models.list().data:
    print(model.id)
