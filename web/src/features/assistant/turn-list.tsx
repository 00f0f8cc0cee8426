import { useEffect, useLayoutEffect, useRef } from 'react'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Answer } from './answer.tsx'
import type { AnswerView } from './answer-view.ts'
import { useAssistantText } from './assistant-text.ts'
import { Failed } from './failed.tsx'
import type { Conversation, Turn } from './use-conversation.ts'

type TurnListProps = {
  conversation: Conversation
  onReceipt: (answer: AnswerView) => void
  /** Takes the question up again, to be said in another way. */
  onEdit: (key: string, message: string) => void
}

/** What was said, in order; it stays at its end while one looks at that, and never moves under who reads above. */
export function TurnList({ conversation, onReceipt, onEdit }: TurnListProps) {
  const t = useAssistantText()
  const { query, turns, underWay } = conversation
  const said = useRef<HTMLOListElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const isAtEnd = useRef(true)

  useEffect(() => {
    if (!end.current) return
    const observer = new IntersectionObserver(
      ([entry]) => (isAtEnd.current = entry?.isIntersecting ?? true),
      {
        rootMargin: '0px 0px 120px 0px',
      },
    )
    observer.observe(end.current)
    return () => observer.disconnect()
  }, [])

  // Whatever it is that grows: words, a card whose values come later, the line of what it has cost.
  useLayoutEffect(() => {
    const list = said.current
    if (!list) return
    const observer = new ResizeObserver(() => {
      // What one has just pressed stays under the finger.
      if (isAtEnd.current && !list.contains(document.activeElement))
        end.current?.scrollIntoView({ block: 'end' })
    })
    observer.observe(list)
    return () => observer.disconnect()
  }, [])

  // Whoever asks wants to see what comes of it.
  const askedKey = underWay?.key
  useEffect(() => {
    if (askedKey) end.current?.scrollIntoView({ block: 'end' })
  }, [askedKey])

  return (
    <>
      {query.hasNextPage && (
        <Button
          size="sm"
          variant="quiet"
          isBusy={query.isFetchingNextPage}
          onClick={() => {
            isAtEnd.current = false
            void query.fetchNextPage()
          }}
          className="self-center"
        >
          {t('earlier')}
        </Button>
      )}
      {query.isLoading && <Waiting />}
      <ol ref={said} aria-label={t('conversation')} className="flex flex-col gap-6 empty:hidden">
        {turns.map((turn) => (
          <li key={turn.key}>
            {turn.kind === 'question' ? (
              <Question text={turn.text} />
            ) : (
              <>
                {showsAnswer(turn) && (
                  <Answer answer={turn.answer} exchange={turn.exchange} onReceipt={onReceipt} />
                )}
                <Rest turn={turn} conversation={conversation} onEdit={onEdit} />
              </>
            )}
          </li>
        ))}
      </ol>
      <div ref={end} className="h-px scroll-mb-36" />
    </>
  )
}

const showsAnswer = ({ exchange, answer }: Extract<Turn, { kind: 'answer' }>): boolean =>
  exchange?.state !== 'failed' || answer.text !== ''

function Question({ text }: { text: string }) {
  const t = useAssistantText()
  return (
    <div className="flex justify-end pl-10">
      <p className="bg-sunken rounded-lg px-4 py-2.5 wrap-anywhere whitespace-pre-wrap">
        <span className="sr-only">{t('you')}: </span>
        {text}
      </p>
    </div>
  )
}

/** What follows an answer that did not come, or did not end. */
function Rest({
  turn: { exchange },
  conversation,
  onEdit,
}: {
  turn: Extract<Turn, { kind: 'answer' }>
  conversation: Conversation
  onEdit: TurnListProps['onEdit']
}) {
  if (exchange?.state !== 'failed' && exchange?.state !== 'stopped') return null
  const { key, error, message, state, text } = exchange
  // What was said before it was stopped is an answer, and stays one.
  if (state === 'stopped' && text !== '') return null
  return (
    <div className="mt-2">
      <Failed
        error={error}
        onAgain={state === 'failed' ? () => void conversation.again(key) : undefined}
        onEdit={() => onEdit(key, message)}
      />
    </div>
  )
}

function Waiting() {
  return (
    <div aria-hidden className="flex flex-col gap-4">
      <Skeleton className="h-10 w-2/5 self-end rounded-lg" />
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="h-4 w-3/5" />
    </div>
  )
}
