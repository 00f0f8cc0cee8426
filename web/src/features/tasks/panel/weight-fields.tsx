import { BatteryMedium, CircleDashed, Eye, type LucideIcon, Signal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useReadingChoices } from '../../../lib/reading-level.ts'
import type { Task } from '../queries.ts'
import { useTaskEdit } from './edit-scope.tsx'
import { usePanelText } from './panel-text.ts'
import { Property, quietControl } from './property.tsx'

const STATUSES = ['todo', 'in_progress', 'review', 'completed'] as const
const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const
const ENERGIES = ['low', 'medium', 'high'] as const

/** How far it is. */
export function StatusField({ task }: { task: Task }) {
  const t = usePanelText()
  const edit = useTaskEdit()
  return (
    <Choice
      icon={CircleDashed}
      label={t('status.label')}
      value={task.status}
      options={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
      onChange={(status) => edit({ status })}
    />
  )
}

/** How much it matters and how much it asks for. */
export function WeightFields({ task }: { task: Task }) {
  const t = useTranslations('tasks.panel')
  const tasks = useTranslations('tasks')
  const edit = useTaskEdit()

  return (
    <>
      <Choice
        icon={Signal}
        label={t('priority')}
        value={task.priority}
        options={PRIORITIES.map((value) => ({ value, label: tasks(`priority.${value}`) }))}
        onChange={(priority) => edit({ priority })}
      />
      <Choice
        icon={BatteryMedium}
        label={t('energy')}
        value={task.energy ?? ''}
        options={[
          { value: '', label: t('energyNone') },
          ...ENERGIES.map((value) => ({ value, label: tasks(`energy.${value}`) })),
        ]}
        onChange={(energy) => edit({ energy: energy || null })}
      />
    </>
  )
}

/** Who may read it beside its owner; what nobody has restricted needs no explanation. */
export function ReadingField({ task }: { task: Task }) {
  const t = useTranslations('reading')
  const edit = useTaskEdit()
  const own = task.reading_level ?? ''
  const { options, hint, isRestricted } = useReadingChoices('tasks', task.id, own)
  return (
    <Choice
      icon={Eye}
      label={t('shortLabel')}
      hint={isRestricted ? hint : undefined}
      value={own}
      options={options}
      onChange={(level) => edit({ reading_level: level || null })}
    />
  )
}

type ChoiceProps = {
  icon: LucideIcon
  label: string
  hint?: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

function Choice({ icon, label, hint, value, options, onChange }: ChoiceProps) {
  return (
    <Property icon={icon} label={label} hint={hint}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className={`${quietControl} select-arrow w-full appearance-none pr-9`}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Property>
  )
}
