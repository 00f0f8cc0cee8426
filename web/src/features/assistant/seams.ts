import { createContext, type ReactNode, use } from 'react'
import type { AssistantRequest } from '../../../../shared/assistant/answer.ts'
import type { Entity } from '../../../../shared/commands.ts'

/** The row that is open beside the conversation: what "this" means. */
export type Subject = NonNullable<AssistantRequest['focus']> & { name: string }

/** What other features do for the assistant; the app joins them. */
export type Seams = {
  subject: Subject | null
  openRow: (entity: Entity, id: string, from?: HTMLElement | null) => void
  /** What an answer to this message would cost, where that is worth saying before it is sent. */
  renderPrice?: (message: string) => ReactNode
}

const SeamsContext = createContext<Seams | null>(null)

export const SeamsProvider = SeamsContext.Provider

export function useSeams(): Seams {
  const seams = use(SeamsContext)
  if (!seams) throw new Error('The assistant has not been joined with the other features')
  return seams
}
