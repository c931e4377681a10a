// LangChain: a message, a stream, a round trip of a tool, an object; the base URL comes from the environment.
import { ChatAnthropic } from '@langchain/anthropic';
import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { tool } from '@langchain/core/tools';
import { z } from 'zod';

const model = new ChatAnthropic({
  model: 'mock-large',
  apiKey: 'any',
  maxTokens: 64,
  maxRetries: 0,
  anthropicApiUrl: process.env.ANTHROPIC_BASE_URL,
});
const tide = tool(async () => 'high at six', {
  name: 'get_tide',
  description: 'Tell how high the tide is.',
  schema: z.object({ harbour: z.string() }),
});

const message = await model.invoke('Name three rivers.');

let streamed = (await model.stream('Name three rivers.'))[Symbol.asyncIterator]();
let whole = (await streamed.next()).value!;
for (let next = await streamed.next(); !next.done; next = await streamed.next()) whole = whole.concat(next.value);

const withTools = model.bindTools([tide]);
const question = new HumanMessage('Call get_tide, please.');
const asked = await withTools.invoke([question]);
const call = asked.tool_calls![0];
const result = new ToolMessage({ content: await tide.invoke(call.args as { harbour: string }), tool_call_id: call.id! });
const told = await withTools.invoke([question, asked, result]);

const river = z.object({ river: z.string().regex(/^[A-Z][a-z]+$/), day: z.iso.date() });
const object = await model.withStructuredOutput(river).invoke('Describe a river.');

const used = (each: { usage_metadata?: { input_tokens: number; output_tokens: number } }) => [
  each.usage_metadata!.input_tokens,
  each.usage_metadata!.output_tokens,
];
console.log(
  JSON.stringify({
    message: message.text,
    streamed: whole.text,
    usage: [used(message), used(whole)],
    called: [asked.response_metadata.stop_reason, call.name, call.args],
    told: told.text,
    object,
  }),
);
