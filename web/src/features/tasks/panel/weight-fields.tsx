import { BatteryMedium, Signal } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useUpdateTask } from '../mutations.ts'
import type { Task } from '../queries.ts'
import { Property, quietControl } from './property.tsx'

const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const
const ENERGIES = ['low', 'medium', 'high'] as const

/** How much it matters and how much it asks for. */
export function WeightFields({ task }: { task: Task }) {
  const t = useTranslations('tasks.panel')
  const tasks = useTranslations('tasks')
  const update = useUpdateTask()

  return (
    <>
      <Property icon={Signal} label={t('priority')}>
        {(control) => (
          <select
            {...control}
            value={task.priority}
            onChange={(event) =>
              void update.run({ id: task.id, name: task.name, patch: { priority: event.target.value } })
            }
            className={`${quietControl} select-arrow w-full appearance-none pr-9`}
          >
            {PRIORITIES.map((priority) => (
              <option key={priority} value={priority}>
                {tasks(`priority.${priority}`)}
              </option>
            ))}
          </select>
        )}
      </Property>
      <Property icon={BatteryMedium} label={t('energy')}>
        {(control) => (
          <select
            {...control}
            value={task.energy ?? ''}
            onChange={(event) =>
              void update.run({ id: task.id, name: task.name, patch: { energy: event.target.value || null } })
            }
            className={`${quietControl} select-arrow w-full appearance-none pr-9`}
          >
            <option value="">{t('energyNone')}</option>
            {ENERGIES.map((energy) => (
              <option key={energy} value={energy}>
                {tasks(`energy.${energy}`)}
              </option>
            ))}
          </select>
        )}
      </Property>
    </>
  )
}
