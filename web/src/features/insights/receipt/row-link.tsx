import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowUpRight } from 'lucide-react'
import { useInsightsText } from '../insights-text.ts'

type RowLinkProps = {
  table: string
  id: string
  name: string
  /** Called on the way to the row. */
  onLeave: () => void
}

const LOOK =
  'hover:text-gold touch:min-h-11 group/row inline-flex max-w-full items-center gap-1 rounded-sm text-left font-medium wrap-anywhere'

/** The name of a row that leads to its place in the app; a row that has none of its own is only named. */
export function RowLink({ table, id, name, onLeave }: RowLinkProps) {
  const t = useInsightsText()
  const navigate = useNavigate()
  const words = (
    <>
      {name}
      <ArrowUpRight aria-hidden className="text-faint size-3.5 shrink-0" strokeWidth={2} />
    </>
  )
  if (table === 'tasks') {
    return (
      <button
        type="button"
        title={t('receipt.openRow')}
        onClick={() => {
          onLeave()
          void navigate({
            to: '.',
            search: (previous) => ({ ...previous, task: id, insight: undefined }),
            resetScroll: false,
          })
        }}
        className={LOOK}
      >
        {words}
      </button>
    )
  }
  if (table === 'projects') {
    return (
      <Link to="/project/$projectId" params={{ projectId: id }} onClick={onLeave} className={LOOK}>
        {words}
      </Link>
    )
  }
  if (table === 'pillars' || table === 'areas') {
    const scope = `${table === 'pillars' ? 'pillar' : 'area'}:${id}`
    return (
      <Link to="/plan" search={{ view: 'list', scope }} onClick={onLeave} className={LOOK}>
        {words}
      </Link>
    )
  }
  return <span className="font-medium wrap-anywhere">{name}</span>
}
