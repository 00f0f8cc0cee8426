import { Link } from '@tanstack/react-router'
import { ArrowUp, Square, X } from 'lucide-react'
import { type KeyboardEvent, type Ref, useState } from 'react'
import { MOST_MESSAGE } from '../../../../shared/assistant/answer.ts'
import { useConnection } from '../../lib/connection.ts'
import { AutoTextarea } from '../../ui/auto-textarea.tsx'
import { cx } from '../../ui/classes.ts'
import { useAssistantText } from './assistant-text.ts'
import { type Subject, useSeams } from './seams.ts'
import { useModelsOff } from './use-models-off.ts'

type ComposerProps = {
  field: Ref<HTMLTextAreaElement>
  text: string
  onText: (text: string) => void
  onSend: (text: string, subject: Subject | null) => void
  /** Present while an answer is on its way. */
  onStop?: () => void
}

/** Where one writes to the assistant. Enter sends, Shift+Enter begins a line, and nothing typed is lost. */
export function Composer({ field, text, onText, onSend, onStop }: ComposerProps) {
  const t = useAssistantText()
  const { subject, renderPrice } = useSeams()
  const isOffline = useConnection() === 'offline'
  const [ignored, setIgnored] = useState<string | null>(null)
  const isOff = useModelsOff()
  const about = subject && subject.id !== ignored ? subject : null
  const tooMany = text.length - MOST_MESSAGE
  const canSend = text.trim() !== '' && tooMany <= 0 && !isOffline && !onStop

  const send = () => {
    if (canSend) onSend(text.trim(), about)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.altKey) return
    // Enter that chooses a word of an input method sends nothing.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    event.preventDefault()
    send()
  }

  return (
    <div className="flex flex-col gap-1.5">
      <div
        className={cx(
          'border-control bg-surface hover:border-muted rounded-lg border transition-[border-color] duration-100',
          'focus-within:border-focus focus-within:outline-focus focus-within:outline-2 focus-within:-outline-offset-1',
        )}
      >
        {about && <About subject={about} onRemove={() => setIgnored(about.id)} />}
        <div className="flex items-end gap-1 p-1.5">
          <AutoTextarea
            ref={field}
            data-autofocus
            data-ask
            value={text}
            aria-label={t('composer.label')}
            placeholder={t('composer.placeholder')}
            enterKeyHint="send"
            onChange={(event) => onText(event.target.value)}
            onKeyDown={onKeyDown}
            className="touch:text-[1rem] touch:py-2.5 max-h-48 px-2.5 py-1.5 outline-none"
          />
          {onStop ? (
            <button
              type="button"
              aria-label={t('composer.stop')}
              title={t('composer.stop')}
              onClick={onStop}
              className="border-line-strong bg-surface text-ink hover:bg-hover touch:size-11 grid size-9 shrink-0 place-items-center rounded-full border"
            >
              <Square aria-hidden className="size-3.5 fill-current" />
            </button>
          ) : (
            <button
              type="button"
              aria-label={t('composer.send')}
              title={t('composer.send')}
              disabled={!canSend}
              onClick={send}
              className="bg-gold-fill text-on-gold hover:bg-gold-fill-hover disabled:bg-pressed disabled:text-faint touch:size-11 grid size-9 shrink-0 place-items-center rounded-full transition-colors duration-100"
            >
              <ArrowUp aria-hidden className="size-[1.125rem]" strokeWidth={2} />
            </button>
          )}
        </div>
      </div>
      <div className="text-muted flex flex-col gap-1 px-1 text-xs empty:hidden">
        {isOffline && <p role="status">{t('composer.offline')}</p>}
        {tooMany > 0 && (
          <p role="alert" className="text-danger">
            {t('composer.long', { count: tooMany })}
          </p>
        )}
        {isOff && (
          <p>
            {t('composer.off')}{' '}
            <Link to="/settings" className="text-ink underline underline-offset-2">
              {t('composer.offChange')}
            </Link>
          </p>
        )}
        {!isOffline && !isOff && tooMany <= 0 && text.trim() !== '' && renderPrice?.(text.trim())}
      </div>
    </div>
  )
}

function About({ subject, onRemove }: { subject: Subject; onRemove: () => void }) {
  const t = useAssistantText()
  return (
    <p className="text-muted border-line flex items-center gap-1 border-b pl-4 text-sm">
      <span className="min-w-0 flex-1 truncate">{t('composer.about', { name: subject.name })}</span>
      <button
        type="button"
        aria-label={t('composer.notAbout', { name: subject.name })}
        onClick={onRemove}
        className="hover:text-ink touch:size-11 grid size-8 shrink-0 place-items-center"
      >
        <X aria-hidden className="size-4" strokeWidth={1.75} />
      </button>
    </p>
  )
}
