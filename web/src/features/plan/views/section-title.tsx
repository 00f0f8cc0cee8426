import { ChevronRight, Inbox } from 'lucide-react'
import { cx } from '../../../ui/classes.ts'
import { usePlanText } from '../plan-text.ts'
import type { Section } from './arrange.ts'

type SectionTitleProps = { section: Section; isOpen: boolean; isActive: boolean; onToggle: () => void }

/** What the tasks of a section have in common and how many they are; pressed, it closes or opens the section. */
export function SectionTitle({ section: { title, tasks }, isOpen, isActive, onToggle }: SectionTitleProps) {
  const t = usePlanText()
  if (title.kind === 'none') return null
  return (
    <h2 className="pt-4">
      <button
        type="button"
        data-row-focus=""
        aria-expanded={isOpen}
        tabIndex={isActive ? 0 : -1}
        onClick={onToggle}
        className="border-line hover:bg-hover touch:min-h-11 -mx-3 flex min-h-9 w-[calc(100%+1.5rem)] items-center gap-2 rounded-t-md border-b px-3 text-left"
      >
        <ChevronRight
          aria-hidden
          className={cx(
            'text-faint -ml-1 size-4 shrink-0 transition-transform duration-150',
            isOpen && 'rotate-90',
          )}
        />
        {title.kind === 'project' && (
          <span aria-hidden className="grid size-5 shrink-0 place-items-center leading-none">
            {title.place ? (
              title.place.project.icon
            ) : (
              <Inbox className="text-muted size-4" strokeWidth={1.75} />
            )}
          </span>
        )}
        <span className="min-w-0 truncate text-sm font-semibold">
          {title.kind === 'project' && (title.place?.project.name ?? t('inbox'))}
          {title.kind === 'due' && t(`buckets.${title.bucket}`)}
          {title.kind === 'priority' && t(`priority.${title.priority}`)}
        </span>
        {title.kind === 'project' && title.place?.area && (
          <span className="text-faint min-w-0 shrink-3 truncate text-sm max-sm:hidden">
            {[title.place.area.name, title.place.pillar?.name].filter(Boolean).join(' › ')}
          </span>
        )}
        <span className="text-muted ml-auto text-sm tabular-nums">
          <span aria-hidden>{tasks.length}</span>
          <span className="sr-only">{t('count', { count: tasks.length })}</span>
        </span>
      </button>
    </h2>
  )
}
