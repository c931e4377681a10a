// Vercel's AI SDK: a text, a stream with a tool, an object, reasoning; the base URL comes from the environment.
import { createAnthropic } from '@ai-sdk/anthropic';
import { generateObject, generateText, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';

const anthropic = createAnthropic({ baseURL: `${process.env.ANTHROPIC_BASE_URL}/v1`, apiKey: 'any' });
const model = anthropic('mock-large');
const thinking = { anthropic: { thinking: { type: 'enabled', budgetTokens: 1024 } } };
const shared = { model, maxOutputTokens: 64, maxRetries: 0 };

const text = await generateText({ ...shared, prompt: 'Name three rivers.' });

const calls: unknown[] = [];
const tide = tool({
  description: 'Tell how high the tide is.',
  inputSchema: z.object({ harbour: z.string() }),
  execute: async (input) => {
    calls.push(input);
    return 'high at six';
  },
});
const stream = streamText({
  ...shared,
  prompt: 'Call get_tide, please.',
  tools: { get_tide: tide },
  stopWhen: stepCountIs(3),
  onError: ({ error }) => {
    throw error;
  },
});
let streamed = '';
for await (const piece of stream.textStream) streamed += piece;

const { object } = await generateObject({
  ...shared,
  schema: z.object({ river: z.string().regex(/^[A-Z][a-z]+$/), day: z.iso.date(), length: z.number().int().min(100) }),
  prompt: 'Describe a river.',
});

const reasoned = await generateText({ ...shared, prompt: 'Think.', providerOptions: thinking });

console.log(
  JSON.stringify({
    text: text.text,
    usage: [text.usage.inputTokens, text.usage.outputTokens],
    calls,
    streamed,
    object,
    reasoning: [reasoned.reasoningText, reasoned.text],
  }),
);
