import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { minutesText } from '../../../lib/format.ts'
import { useProfile, useToday } from '../../../lib/profile.ts'
import { capacityOn, dayLoad } from './capacity.ts'
import type { TodayTask } from '../queries.ts'

const CapacityDialog = lazy(() =>
  import('./capacity-dialog.tsx').then(({ CapacityDialog }) => ({ default: CapacityDialog })),
)

/** How full the day is: what is planned against what there is time for. Too much is said, not shouted. */
export function CapacityBar({ tasks }: { tasks: readonly TodayTask[] }) {
  const t = useTranslations('today.capacity')
  const [isEditing, setIsEditing] = useState(false)
  const { day_capacity_minutes } = useProfile()
  const today = useToday()
  const { plannedMinutes, capacityMinutes, unsetCount, leftOverCount } = dayLoad(
    tasks,
    capacityOn(today, day_capacity_minutes),
  )
  const over = plannedMinutes - capacityMinutes
  const share =
    capacityMinutes > 0 ? Math.min(1, plannedMinutes / capacityMinutes) : plannedMinutes > 0 ? 1 : 0
  const planned = t('planned', {
    planned: minutesText(plannedMinutes),
    capacity: minutesText(capacityMinutes),
  })

  return (
    <div>
      <div
        role="meter"
        aria-label={t('label')}
        aria-valuemin={0}
        aria-valuemax={Math.max(capacityMinutes, plannedMinutes, 1)}
        aria-valuenow={plannedMinutes}
        aria-valuetext={planned}
        className="bg-pressed flex h-1.5 overflow-hidden rounded-full"
      >
        <div
          className="bg-gold-fill h-full w-full origin-left transition-transform duration-200"
          style={{ transform: `scaleX(${share})` }}
        />
      </div>
      <p className="text-muted mt-2 flex min-h-5 flex-wrap items-center gap-x-4 gap-y-1 text-sm tabular-nums">
        <button
          type="button"
          title={t('edit')}
          onClick={() => setIsEditing(true)}
          className="hover:text-ink touch:-my-3 touch:min-h-11 -mx-1 rounded-sm px-1 underline-offset-4 hover:underline"
        >
          {planned}
        </button>
        {unsetCount > 0 && <span>{t('unset', { count: unsetCount })}</span>}
        {over > 0 && (
          <span className="text-ink font-medium">
            {t('over', { duration: minutesText(over), count: leftOverCount })}
          </span>
        )}
      </p>
      {isEditing && (
        <Suspense>
          <CapacityDialog onClose={() => setIsEditing(false)} />
        </Suspense>
      )}
    </div>
  )
}
