import { ArrowRight, ReceiptText } from 'lucide-react'
import { useState } from 'react'
import { cx } from '../../ui/classes.ts'
import { Markdown } from '../../ui/markdown.tsx'
import { type AnswerView, isMarkdown } from './answer-view.ts'
import { type AssistantTranslate, useAssistantText } from './assistant-text.ts'
import { type Exchange, isUnderWay } from './client/exchanges.ts'
import { CopyButton, FootButton } from './copy-button.tsx'
import { CostLine } from './cost-line.tsx'
import { ProposalCard } from './diff/proposal-card.tsx'
import { useSeams } from './seams.ts'
import { useFollowNavigation } from './use-follow-navigation.ts'

type AnswerProps = {
  answer: AnswerView
  exchange: Exchange | null
  onReceipt: (answer: AnswerView) => void
}

/** One answer: what is said, what it is about, what it proposes, and what it has cost. */
export function Answer({ answer, exchange, onReceipt }: AnswerProps) {
  const t = useAssistantText()
  const isWriting = exchange !== null && isUnderWay(exchange)
  const end = isWriting || exchange?.state === 'stopped' ? null : earlyEnd(answer)
  const isAsking = isWriting && answer.text === '' && answer.commands.length === 0

  return (
    <div className="flex flex-col gap-3">
      <span className="sr-only">{t('assistant')}</span>
      {isAsking && <p className="text-muted animate-breathe">{t('status.asking')}</p>}
      {answer.text !== '' && <Text answer={answer} />}
      {answer.rows.length > 0 && answer.commands.length === 0 && !isWriting && <Rows answer={answer} t={t} />}
      {answer.navigation && !isWriting && <Way answer={answer} />}
      {answer.commands.length > 0 && <ProposalCard answer={answer} isWriting={isWriting} />}
      {end && <p className="text-muted text-sm">{t(`status.${end}`)}</p>}
      {exchange?.state === 'stopped' && <p className="text-muted text-sm">{t('status.stopped')}</p>}
      {answer.source && exchange?.state !== 'failed' && (
        <div className="text-muted -mt-1 flex min-h-8 items-center gap-1 text-xs">
          <p className="min-w-0 truncate">
            <CostLine answer={answer} exchange={exchange} />
          </p>
          {!isWriting && (
            <>
              <FootButton
                icon={ReceiptText}
                label={t('answer.receiptOf')}
                onClick={() => onReceipt(answer)}
                isOff={answer.interactionId === null}
              />
              <CopyButton label={t('answer.copy')} text={answer.text} />
            </>
          )}
        </div>
      )}
    </div>
  )
}

/** How an answer ended that did not come to its own end. */
function earlyEnd({ text, route }: AnswerView): 'cutOff' | 'length' | null {
  if (text === '') return null
  if (route?.degraded_for === 'cut_off') return 'cutOff'
  return route?.degraded_for === 'length' ? 'length' : null
}

function Text({ answer }: { answer: AnswerView }) {
  const { text } = answer
  if (isMarkdown(answer)) return <Markdown text={text} />
  return <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
}

const FIRST_ROWS = 6

function Rows({ answer: { rows }, t }: { answer: AnswerView; t: AssistantTranslate }) {
  const { openRow } = useSeams()
  const links = rows.filter(({ entity }) => entity !== 'label')
  const [isWhole, setIsWhole] = useState(links.length <= FIRST_ROWS + 1)
  const shown = isWhole ? links : links.slice(0, FIRST_ROWS)
  const chip =
    'border-line bg-surface hover:bg-hover active:bg-pressed touch:h-11 inline-flex h-8 max-w-full items-center rounded-full border px-3 text-sm transition-colors duration-100'
  if (links.length === 0) return null
  return (
    <ul aria-label={t('answer.rows')} className="flex flex-wrap gap-1.5">
      {shown.map(({ entity, id, name }) => (
        <li key={id} className="max-w-full">
          <button
            type="button"
            title={t('answer.opened', { name })}
            onClick={(event) => openRow(entity, id, event.currentTarget)}
            className={chip}
          >
            <span className="truncate">{name}</span>
          </button>
        </li>
      ))}
      {!isWhole && (
        <li>
          <button type="button" onClick={() => setIsWhole(true)} className={cx(chip, 'text-muted')}>
            {t('diff.more', { count: links.length - FIRST_ROWS })}
          </button>
        </li>
      )}
    </ul>
  )
}

function Way({ answer: { navigation } }: { answer: AnswerView }) {
  const t = useAssistantText()
  const follow = useFollowNavigation()
  if (navigation?.type !== 'open_screen') return null
  return (
    <button
      type="button"
      onClick={() => follow(navigation)}
      className="text-ink hover:text-gold touch:h-11 inline-flex h-8 items-center gap-1.5 self-start text-sm font-medium"
    >
      {t('answer.go', { screen: t(`screens.${navigation.screen}`) })}
      <ArrowRight aria-hidden className="size-4" strokeWidth={1.75} />
    </button>
  )
}
