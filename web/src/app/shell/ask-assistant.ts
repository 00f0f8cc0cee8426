import { openAssistant } from '../../lib/assistant.ts'
import { isAssistantPath } from './assistant-host.tsx'

/** To the field of the assistant: on its page it is there already, elsewhere the panel opens. */
export function askAssistant(): void {
  if (!isAssistantPath(location.pathname)) openAssistant()
  document.querySelector<HTMLElement>('[data-ask]')?.focus()
}
