import type { MouseEvent } from 'react'
import type { TaskText } from './task-text.ts'
import { cx } from '../../ui/classes.ts'

type TaskCrumbProps = {
  t: TaskText
  project: string | null
  area: string | null
  pillar: string | null
  color: string | null
  /** The way to the page of the project, where there is one. */
  link?: { href: string; tabIndex: number; onClick: (event: MouseEvent) => void }
  className?: string
}

/** Where a task hangs: project › area › pillar, with the pillar's colour as a dot. */
export function TaskCrumb({ t, project, area, pillar, color, link, className }: TaskCrumbProps) {
  const path = [project, area, pillar].filter((name) => name !== null)
  const isInbox = path.length === 0
  return (
    <span
      title={path.join(' › ')}
      className={cx('text-muted inline-flex min-w-0 items-center gap-1.5 text-sm', className)}
    >
      <span
        aria-hidden
        className="bg-line-strong size-2 shrink-0 rounded-full"
        style={color ? { background: color } : undefined}
      />
      {/* It holds what is only read aloud: far to the right of a long name that would make the page wider. */}
      <span className="relative truncate">
        {isInbox ? (
          t('inbox')
        ) : (
          <>
            {link && project !== null ? (
              <a {...link} className="hover:text-ink hover:underline">
                {project}
              </a>
            ) : (
              path[0]
            )}
            {path.length > 1 && (
              <span className="text-faint max-sm:sr-only"> › {path.slice(1).join(' › ')}</span>
            )}
          </>
        )}
      </span>
    </span>
  )
}
