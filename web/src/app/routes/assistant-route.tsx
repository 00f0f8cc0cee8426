import { useParams } from '@tanstack/react-router'
import { AssistantPage } from '../../features/assistant/assistant-page.tsx'
import { useAssistantSeams } from '../use-assistant-seams.ts'

export function AssistantRoute() {
  const { threadId } = useParams({ from: '/app/assistant/{-$threadId}' })
  return <AssistantPage seams={useAssistantSeams()} threadId={threadId ?? null} />
}
