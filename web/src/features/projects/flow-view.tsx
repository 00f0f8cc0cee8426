import { useQuery } from '@tanstack/react-query'
import { CircleDashed, CirclePlay } from 'lucide-react'
import { useOpenTask } from '../../lib/use-open-task.ts'
import { BOX, drawFlow, type Flow, flowOf, type FlowTask } from './flow.ts'
import { useProjectsText } from './projects-text.ts'
import { flowQueries } from './queries.ts'

type FlowViewProps = { projectId: string; tasks: readonly FlowTask[] }

/** Who waits for whom: as a drawing for the eye, and in words for everybody. */
export function FlowView({ projectId, tasks }: FlowViewProps) {
  const t = useProjectsText()
  const { data: links = [] } = useQuery(flowQueries.links(projectId))
  const known = new Set(tasks.map(({ id }) => id))
  const elsewhere = links.flatMap(({ blocker }) => (blocker && !known.has(blocker.id) ? [blocker] : []))
  const flow = flowOf([...tasks, ...new Map(elsewhere.map((task) => [task.id, task])).values()], links)
  if (flow.length === 0) return null

  return (
    <section aria-labelledby="flow" className="mt-10">
      <h2 id="flow" className="text-lg font-semibold">
        {t('flow.title')}
      </h2>
      <p className="text-muted mt-0.5 text-sm">{t('flow.lead')}</p>
      <FlowDrawingView flow={flow} />
      <ol className="mt-4 flex flex-col gap-4">
        {flow.map((stage, index) => (
          <li key={index}>
            <h3 className="text-muted flex items-center gap-2 text-sm font-semibold">
              {index === 0 && <CirclePlay aria-hidden className="text-success size-4" strokeWidth={1.75} />}
              {index === 0 ? t('flow.now') : t('flow.stage', { number: index })}
            </h3>
            <ul className="mt-1 flex flex-col">
              {stage.map(({ task, waitsFor }) => (
                <FlowLine key={task.id} task={task} waitsFor={waitsFor} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  )
}

function FlowLine({ task, waitsFor }: { task: FlowTask; waitsFor: readonly FlowTask[] }) {
  const t = useProjectsText()
  const openTask = useOpenTask()
  const names = waitsFor.map(({ name }) => t('flow.named', { name })).join(', ')
  return (
    <li className="flex items-start gap-2.5 py-0.5">
      <CircleDashed aria-hidden className="text-muted touch:mt-3 mt-1.5 size-4 shrink-0" strokeWidth={1.75} />
      <button
        type="button"
        onClick={(event) => openTask(task.id, event.currentTarget)}
        className="hover:bg-hover touch:min-h-11 -mx-1 min-h-7 min-w-0 flex-1 rounded-sm px-1 text-left wrap-break-word"
      >
        {task.name}
        {names && <span className="text-muted block text-sm">{t('flow.after', { names })}</span>}
      </button>
    </li>
  )
}

const LONGEST_NAME = 22
const shorten = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1).trimEnd()}…` : name

/** The drawing. What it says stands below it in words. */
function FlowDrawingView({ flow }: { flow: Flow }) {
  const t = useProjectsText()
  const { width, height, boxes, lines } = drawFlow(flow)
  if (lines.length === 0) return null
  return (
    <div
      role="img"
      aria-label={t('flow.drawing')}
      tabIndex={0}
      className="border-line bg-surface mt-4 overflow-x-auto rounded-md border p-4 max-sm:hidden"
    >
      <svg aria-hidden width={width + 2} height={height + 2} viewBox={`-1 -1 ${width + 2} ${height + 2}`}>
        <g fill="none" stroke="var(--control)" strokeWidth={1.5}>
          {lines.map(({ key, path }) => (
            <path key={key} d={path} />
          ))}
        </g>
        {boxes.map(({ task, x, y }) => (
          <g key={task.id} transform={`translate(${x} ${y})`}>
            <rect
              width={BOX.width}
              height={BOX.height}
              rx={8}
              fill={x === 0 ? 'var(--gold-soft)' : 'var(--raised)'}
              stroke={x === 0 ? 'var(--gold)' : 'var(--line-strong)'}
            />
            <text x={10} y={BOX.height / 2} dominantBaseline="central" fontSize={13} fill="var(--ink)">
              {shorten(task.name)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  )
}
