import { instantTime, longDay, minutesText } from '../../../lib/format.ts'
import { useClock } from '../../../lib/profile.ts'
import { VirtualList } from '../../../ui/virtual-list.tsx'
import { useInsightsText } from '../insights-text.ts'
import type { Entry } from './balance-data.ts'

const ROW_HEIGHT_PX = 64
const keyOf = (entry: Entry) => `${entry.on} ${entry.sessions[0]?.id ?? ''}`

/** The entries at the end of the way, day by day: the focus sessions a figure is the sum of. */
export function EntryList({ entries }: { entries: readonly Entry[] }) {
  const t = useInsightsText()
  return (
    <VirtualList
      items={entries}
      keyOf={keyOf}
      renderRow={(entry) => <EntryRow entry={entry} />}
      label={t('balance.entries')}
      estimatedHeight={ROW_HEIGHT_PX}
      className="divide-line border-line divide-y border-y"
    />
  )
}

function EntryRow({ entry: { on, minutes, sessions, task_id } }: { entry: Entry }) {
  const clock = useClock()
  return (
    <div className="py-2.5">
      <p className="flex items-baseline gap-4">
        <span className="min-w-0 flex-1 font-medium">{longDay(on, clock.locale)}</span>
        <span className="tabular-nums">{minutesText(minutes)}</span>
      </p>
      <ul className="text-muted flex flex-wrap gap-x-4 text-sm">
        {sessions.map(({ id, task_name, started_at, ended_at }) => (
          <li key={id} className="wrap-anywhere tabular-nums">
            {instantTime(started_at, clock)} – {instantTime(ended_at, clock)}
            {task_id === null && task_name !== null && `, ${task_name}`}
          </li>
        ))}
      </ul>
    </div>
  )
}
