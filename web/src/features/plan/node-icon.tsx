import { FolderOpen, Inbox, Shapes } from 'lucide-react'
import type { TreeRow } from './tree.ts'

type NodeIconProps = { row: Extract<TreeRow, { kind: 'pillar' | 'area' | 'project' | 'group' }> }

const GROUP_ICONS = { inbox: Inbox, 'no-pillar': Shapes, 'no-area': FolderOpen } as const

/** A pillar has a tile in its colour, an area a dot beside its icon, a project its icon alone. */
export function NodeIcon({ row }: NodeIconProps) {
  if (row.kind === 'group') {
    const Icon = GROUP_ICONS[row.group]
    return <Icon aria-hidden className="text-muted size-5 shrink-0" strokeWidth={1.75} />
  }
  if (row.kind === 'pillar') {
    return (
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-sm text-base leading-none"
        style={{ background: `color-mix(in oklab, ${row.node.color} 20%, transparent)` }}
      >
        {row.node.icon}
      </span>
    )
  }
  return (
    <span aria-hidden className="relative grid size-6 shrink-0 place-items-center text-base leading-none">
      {row.node.icon}
      {row.kind === 'area' && (
        <span
          className="ring-canvas absolute -right-0.5 -bottom-0.5 size-2 rounded-full ring-2"
          style={{ background: row.node.color }}
        />
      )}
    </span>
  )
}
