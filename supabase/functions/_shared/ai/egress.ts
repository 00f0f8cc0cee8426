import { toJson } from '../json.ts'
import type { Caller } from './caller.ts'
import type { ChatEntry } from './catalogue.ts'
import type { ChatProvider } from './chat.ts'

/** Writes down what goes out to whom, word for word, for the person to see. */
export interface Egress {
  sending(entry: ChatEntry, sent: { host: string; body: string }): void
  /** Resolves when all of it is written, or is known not to be. */
  written(): Promise<unknown>
}

/** A row of which these columns were sent. */
export interface SentRecord {
  table: string
  id: string
  fields: readonly string[]
}

export function egressOf(caller: Caller, records: readonly SentRecord[]): Egress {
  const { admin, userId, interactionId, dispatching, report } = caller
  const writes: Promise<unknown>[] = []
  return {
    sending({ row }, { host, body }) {
      dispatching()
      const write = admin
        .from('ai_egress')
        .insert({
          ...{ user_id: userId, interaction_id: interactionId, attempt: writes.length + 1 },
          ...{ provider: row.provider, host, model: row.api_name },
          ...{ sent_bytes: new TextEncoder().encode(body).length, body, records: toJson(records) },
        })
        .throwOnError()
      // Sent now, while the provider works.
      writes.push(Promise.resolve(write).catch(report))
    },
    written: () => Promise.all(writes),
  }
}

/** A provider that tells of each request before it sends it. */
export const watched = (entry: ChatEntry, egress: Egress): ChatProvider => ({
  ...entry.provider,
  stream(request, options) {
    egress.sending(entry, entry.provider.sent(request))
    return entry.provider.stream(request, options)
  },
})
