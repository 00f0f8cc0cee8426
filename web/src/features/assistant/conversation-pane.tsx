import { type ReactNode, type RefObject, useState } from 'react'
import type { AssistantAnswer } from '../../../../shared/assistant/answer.ts'
import { markdownText } from '../../ui/markdown-text.ts'
import { type AnswerView, isMarkdown } from './answer-view.ts'
import { useAssistantText } from './assistant-text.ts'
import { Composer } from './composer.tsx'
import { Receipt } from './receipt.tsx'
import { Suggestions } from './suggestions.tsx'
import { TurnList } from './turn-list.tsx'
import { useConversation } from './use-conversation.ts'
import { useDraftText } from './use-draft-text.ts'
import { useFollowNavigation } from './use-follow-navigation.ts'

type ConversationPaneProps = {
  threadId: string | null
  onThread: (threadId: string) => void
  /** An answer has led to another screen. */
  onLeave?: () => void
  field: RefObject<HTMLTextAreaElement | null>
  /** Puts what was said and the field for what comes next where they belong on this screen. */
  children: (parts: { turns: ReactNode; composer: ReactNode }) => ReactNode
}

/** One conversation with its field, as panel and page both show it. */
export function ConversationPane({ threadId, onThread, onLeave, field, children }: ConversationPaneProps) {
  const t = useAssistantText()
  const follow = useFollowNavigation()
  const draft = useDraftText(threadId)
  const [receipt, setReceipt] = useState<AnswerView | null>(null)
  const [heard, setHeard] = useState('')

  const onAnswer = (answer: AssistantAnswer) => {
    setHeard(t('status.heard', { text: isMarkdown(answer) ? markdownText(answer.answer) : answer.answer }))
    // Rules lead only where the person has asked to go.
    if (!answer.navigation || answer.source !== 'rules') return
    onLeave?.()
    follow(answer.navigation)
  }
  const { text, setText, clear } = draft
  const conversation = useConversation({ threadId, onThread, onAnswer })
  const { turns, query, underWay } = conversation

  const edit = (key: string, message: string) => {
    conversation.forget(key)
    setText(text.trim() === '' ? message : `${message}\n${text}`)
    field.current?.focus()
  }

  return (
    <>
      {children({
        turns:
          turns.length === 0 && !query.isLoading ? (
            <Suggestions
              onChoose={(example) => {
                setText(example)
                field.current?.focus()
              }}
            />
          ) : (
            <TurnList conversation={conversation} onReceipt={setReceipt} onEdit={edit} />
          ),
        composer: (
          <Composer
            field={field}
            text={text}
            onText={setText}
            onStop={underWay ? () => conversation.stop(underWay.key) : undefined}
            onSend={(message, subject) => {
              clear()
              void conversation.send(message, subject && { entity: subject.entity, id: subject.id })
            }}
          />
        ),
      })}
      <p role="status" className="sr-only">
        {underWay ? t(underWay.state === 'asking' ? 'status.asking' : 'status.writing') : heard}
      </p>
      {receipt && <Receipt answer={receipt} onClose={() => setReceipt(null)} />}
    </>
  )
}
