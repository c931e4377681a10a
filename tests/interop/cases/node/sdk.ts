// One message, one stream, one round trip of a tool; the base URL comes from the environment.
import Anthropic from '@anthropic-ai/sdk';

const client = new Anthropic({ apiKey: 'any', maxRetries: 0 });
const tools: Anthropic.Tool[] = [
  {
    name: 'get_tide',
    input_schema: { type: 'object', properties: { harbour: { type: 'string' } }, required: ['harbour'] },
  },
];
const messages: Anthropic.MessageParam[] = [{ role: 'user', content: 'Call get_tide, please.' }];

function textOf(message: Anthropic.Message): string {
  return message.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

const message = await client.messages.create({
  model: 'mock-large',
  max_tokens: 64,
  messages: [{ role: 'user', content: 'Name three rivers.' }],
});

const stream = client.messages.stream({
  model: 'mock-large',
  max_tokens: 64,
  messages: [{ role: 'user', content: 'Name three rivers.' }],
});
const pieces: string[] = [];
stream.on('text', (piece) => pieces.push(piece));
const streamed = await stream.finalMessage();

const asked = await client.messages.create({ model: 'mock-large', max_tokens: 64, messages, tools });
const call = asked.content.find((block) => block.type === 'tool_use')!;
messages.push({ role: 'assistant', content: asked.content });
messages.push({ role: 'user', content: [{ type: 'tool_result', tool_use_id: call.id, content: 'high at six' }] });
const told = await client.messages.create({ model: 'mock-large', max_tokens: 64, messages, tools });

console.log(
  JSON.stringify({
    message: textOf(message),
    pieces: pieces.join(''),
    streamed: textOf(streamed),
    usage: [message, streamed].map(({ usage }) => [usage.input_tokens, usage.output_tokens]),
    called: [asked.stop_reason, call.name, call.input],
    told: textOf(told),
  }),
);
