import type { ChatEvent, ChatProvider, ChatRequest } from './chat.ts'
import { openAiProvider } from './openai.ts'
import { finish } from './proposals.ts'
import type { ProviderAddress } from './provider-address.ts'
import { toToolSchema } from './tool-schema.ts'

/**
 * Claude, through the chat completions that Anthropic offers beside its own protocol. They pass over `response_format`
 * without a word, so that a schema is asked for in the instructions. Whatever comes is checked here in any case.
 */
export function anthropicProvider(address: ProviderAddress): ChatProvider {
  const provider = openAiProvider({ ...address, baseUrl: address.baseUrl ?? 'https://api.anthropic.com/v1' })
  return {
    stream: (request, options) => checked(request, provider.stream(inWords(request), options)),
    sent: (request) => provider.sent(inWords(request)),
  }
}

function inWords({ output, ...request }: ChatRequest): ChatRequest {
  if (!output) return request
  const schema = JSON.stringify(toToolSchema(output.schema))
  const wish = `Answer with one JSON value and nothing else. It is called ${output.name} and fits this JSON schema:`
  return { ...request, system: `${request.system}\n\n${wish}\n${schema}` }
}

async function* checked(request: ChatRequest, events: AsyncIterable<ChatEvent>): AsyncGenerator<ChatEvent> {
  let text = ''
  for await (const event of events) {
    if (event.kind === 'delta') text += event.text
    if (event.kind !== 'done') yield event
    else yield* finish(request, withoutFence(text), { finish: event.finish, servedModel: event.servedModel })
  }
}

// Models that are asked in words like to show JSON as code.
const withoutFence = (text: string): string =>
  /^\s*```(?:json)?\s*\n(.*)\n\s*```\s*$/s.exec(text)?.[1] ?? text
