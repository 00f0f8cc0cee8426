import { AssistantPanel } from '../../features/assistant/assistant-panel.tsx'
import { closeAssistant, setAssistantThread, useAssistantPlace } from '../../lib/assistant.ts'
import { useAssistantSeams } from '../use-assistant-seams.ts'

/** The panel, joined with what is on screen. */
export function DockedAssistant() {
  const { threadId } = useAssistantPlace()
  return (
    <AssistantPanel
      seams={useAssistantSeams()}
      threadId={threadId}
      onThread={setAssistantThread}
      onClose={closeAssistant}
    />
  )
}
