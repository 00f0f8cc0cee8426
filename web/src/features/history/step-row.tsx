import {
  Archive,
  ArchiveRestore,
  CalendarClock,
  Check,
  ChevronDown,
  FolderInput,
  type LucideIcon,
  Pencil,
  Plus,
  Redo2,
  RotateCcw,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { instantTime } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { type UndoConflict, useUndo } from '../../lib/undo.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/classes.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { ChangeList } from './change-list.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import type { Step } from './queries.ts'
import type { Story, Verb } from './sentences.ts'

const ICONS: Record<Verb, LucideIcon> = {
  added: Plus,
  archived: Archive,
  changed: Pencil,
  completed: Check,
  deleted: Trash2,
  moved: FolderInput,
  renamed: Pencil,
  reopened: RotateCcw,
  rescheduled: CalendarClock,
  unarchived: ArchiveRestore,
}

const SOURCES = ['web', 'assistant', 'voice', 'import', 'system', 'offline', 'automation'] as const

/** One step: what was done, when, from where, and the way back. */
export function StepRow({ step, story }: { step: Step; story: Story }) {
  const t = useTranslations('history')
  const clock = useClock()
  const detailsId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [conflicts, setConflicts] = useState<readonly UndoConflict[]>([])
  const { undoBatch, redoBatch } = useUndo()
  const { kind, summary } = story
  const isUndone = Boolean(step.undone_by_batch_id)
  const source = SOURCES.find((known) => known === step.source)
  const Icon = kind === 'undo' ? Undo2 : kind === 'redo' ? Redo2 : summary ? ICONS[summary.verb] : Pencil
  const sentence = useSentence(story)
  // What the server did when the account was made is told, but it is not the person's to take back.
  const canUndo = kind === 'step' && step.source !== 'system'

  const takeBack = async (force = false) => {
    const result = await undoBatch(step.id, force)
    setConflicts(result?.conflicts ?? [])
  }

  return (
    <li className="py-2.5">
      <div className="flex items-start gap-3">
        <span
          aria-hidden
          className={cx(
            'bg-sunken text-muted mt-0.5 grid size-8 shrink-0 place-items-center rounded-full',
            isUndone && 'opacity-60',
          )}
        >
          <Icon className="size-4" strokeWidth={1.75} />
        </span>
        <div className="min-w-0 flex-1">
          <p className={cx('wrap-break-word', isUndone && 'text-muted line-through')}>{sentence}</p>
          <p className="text-muted text-sm tabular-nums">
            <time dateTime={step.created_at}>{instantTime(step.created_at, clock)}</time>
            {source && source !== 'web' && ` · ${t(`sources.${source}`)}`}
            {isUndone && ` · ${t('undone')}`}
          </p>
        </div>
        <div className="flex shrink-0 items-center gap-0.5">
          {canUndo && (
            <Button
              variant="quiet"
              size="sm"
              aria-label={t(isUndone ? 'redoNamed' : 'undoNamed', { step: sentence })}
              onClick={() => void (isUndone ? redoBatch(step.id) : takeBack())}
            >
              {isUndone ? <Redo2 aria-hidden className="size-4" /> : <Undo2 aria-hidden className="size-4" />}
              <span className="max-sm:hidden">{t(isUndone ? 'redo' : 'undo')}</span>
            </Button>
          )}
          <IconButton
            icon={ChevronDown}
            label={t(isOpen ? 'hideDetails' : 'showDetails', { step: sentence })}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={() => setIsOpen(!isOpen)}
            className={cx('transition-transform', isOpen && 'rotate-180')}
          />
        </div>
      </div>
      {conflicts.length > 0 && <ConflictNotice conflicts={conflicts} onForce={() => void takeBack(true)} />}
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && <ChangeList batchId={step.id} total={step.change_count} />}
      </div>
    </li>
  )
}

function useSentence({ kind, summary, changeCount }: Story): string {
  const t = useTranslations('history')
  const tell = () => {
    if (!summary) return t('unknownStep', { count: changeCount })
    if (summary.verb === 'added' && summary.noun === 'user_profiles') return t('accountCreated')
    const noun = t(`nouns.${summary.noun}`)
    const what = summary.label ? t('named', { noun, name: summary.label }) : noun
    const sentence = t(`verbs.${summary.verb}`, { what })
    return summary.others > 0 ? t('andOthers', { sentence, count: summary.others }) : sentence
  }
  if (kind === 'step') return tell()
  return t(kind === 'undo' ? 'undoOf' : 'redoOf', { sentence: tell() })
}
