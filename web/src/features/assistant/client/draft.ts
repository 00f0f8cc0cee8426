import { localPreference } from '../../../lib/local-storage.ts'
import { currentUserId } from '../../../lib/session.ts'

const keyOf = (threadId: string | null): string =>
  `aurum.assistant.draft.${currentUserId()}.${threadId ?? 'new'}`

/** What is being written in a thread outlives the page, until the assistant has it. */
export const drafts = {
  read: (threadId: string | null): string => localPreference.read(keyOf(threadId)) ?? '',
  write: (threadId: string | null, text: string): void =>
    localPreference.write(keyOf(threadId), text === '' ? null : text),
}
