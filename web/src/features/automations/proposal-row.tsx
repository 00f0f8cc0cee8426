import { CircleCheckBig, CircleDashed, CircleHelp, CircleX } from 'lucide-react'
import { mediumDay, minutesText } from '../../lib/format.ts'
import { useClock, useToday } from '../../lib/profile.ts'
import { useOpenTask } from '../../lib/use-open-task.ts'
import { cx } from '../../ui/classes.ts'
import { type AutomationsTranslate, useAutomationsText } from './automations-text.ts'
import type { Proposal } from './queries.ts'

type Told = 'open' | 'stands' | 'agreed' | 'kept' | 'disagreed' | 'undone' | 'lapsed'

/** What became of it, as far as anybody knows. */
export function toldOf({ acted, outcome, isUndone }: Proposal): Told {
  if (outcome === null) return isUndone ? 'undone' : acted ? 'stands' : 'open'
  return acted && outcome === 'agreed' ? 'kept' : outcome
}

const ICONS: Record<Told, typeof CircleX> = {
  open: CircleDashed,
  stands: CircleDashed,
  agreed: CircleCheckBig,
  kept: CircleCheckBig,
  disagreed: CircleX,
  undone: CircleX,
  lapsed: CircleHelp,
}
const COLORS: Partial<Record<Told, string>> = {
  agreed: 'text-success',
  kept: 'text-success',
  disagreed: 'text-caution',
  undone: 'text-caution',
}

/** One change: of what, from where to where, what the person made of it, and on what it rests. */
export function ProposalRow({ proposal }: { proposal: Proposal }) {
  const t = useAutomationsText()
  const { locale } = useClock()
  const today = useToday()
  const openTask = useOpenTask()
  const { task_name: name, category, from_value: from, to_value: to, evidence } = proposal
  const told = toldOf(proposal)
  const Icon = ICONS[told]
  const day = (value: string) => mediumDay(value, today, locale)

  return (
    <li className="flex items-start gap-3 py-2.5">
      <Icon
        aria-hidden
        className={cx('mt-0.5 size-4 shrink-0', COLORS[told] ?? 'text-muted')}
        strokeWidth={1.75}
      />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          onClick={({ currentTarget }) => openTask(proposal.task_id, currentTarget)}
          className="hover:text-gold touch:min-h-11 rounded-sm text-left wrap-anywhere"
        >
          {name}
        </button>
        <p className="text-muted text-sm tabular-nums">
          {category === 'file_task'
            ? t('change.file_task', { project: evidence.rows[0]?.name ?? '' })
            : t('change.reschedule_overdue', { from: from ? day(from) : '', to: day(to) })}
          {` · ${t(`outcome.${told}`)}`}
        </p>
        <details className="text-sm">
          <summary
            aria-label={t('whyNamed', { name })}
            className="text-muted hover:text-ink touch:min-h-11 inline-flex cursor-pointer items-center underline-offset-2 hover:underline"
          >
            {t('why')}
          </summary>
          <Because proposal={proposal} t={t} day={day} />
        </details>
      </div>
    </li>
  )
}

type BecauseProps = { proposal: Proposal; t: AutomationsTranslate; day: (value: string) => string }

function Because({ proposal: { category, to_value, evidence }, t, day }: BecauseProps) {
  const valueOf = (key: string) => evidence.values.find((each) => each.key === key)?.value ?? 0
  const minutes = (key: string) => minutesText(Number(valueOf(key)))
  if (category === 'reschedule_overdue') {
    return (
      <p className="pb-1">
        {t('because.reschedule_overdue', {
          days: Number(valueOf('days_overdue')),
          day: day(to_value),
          planned: minutes('planned'),
          capacity: minutes('capacity'),
          needed: minutes('needed'),
        })}
      </p>
    )
  }
  const [project, ...alike] = evidence.rows
  return (
    <div className="pb-1">
      <p>
        {t('because.file_task', {
          words: String(valueOf('words')),
          project: project?.name ?? '',
          share: Number(valueOf('likeness')),
          second: Number(valueOf('second')),
        })}
      </p>
      <ul className="list-disc pl-5">
        {alike.map(({ id, name }) => (
          <li key={id} className="wrap-break-word">
            {name}
          </li>
        ))}
      </ul>
    </div>
  )
}
