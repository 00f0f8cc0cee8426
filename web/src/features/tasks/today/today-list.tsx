import { useCompleteTask } from '../mutations.ts'
import type { TodayTask } from '../queries.ts'
import { TodayRow } from './today-row.tsx'
import { passFocusOn, useLingering } from './use-lingering.ts'

/** A ranked list: the order is the message. */
export function TodayList({ tasks, label }: { tasks: readonly TodayTask[]; label: string }) {
  const complete = useCompleteTask()
  const { rows, leaving, linger } = useLingering(tasks)

  return (
    <ol aria-label={label} className="flex flex-col">
      {rows.map((task, index) => (
        <TodayRow
          key={task.id}
          task={task}
          isLeaving={leaving.has(task.id)}
          onLeave={() => passFocusOn(task.id)}
          onComplete={() => {
            linger(task, index)
            void complete.run({ id: task.id, name: task.name })
          }}
        />
      ))}
    </ol>
  )
}
