import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ArchiveRestore, History, Trash2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { instantText } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { handFocusOn } from '../../ui/row-focus.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { historyQueries } from './queries.ts'
import { useRestore } from './restore.ts'
import { nounOf } from './sentences.ts'
import { TRASH_DAYS, type TrashItem, trashOf } from './trash.ts'

const DAY_MS = 86_400_000

/** The midnight thirty days ago: the same all day, so that the list is asked for once. */
const since = (): string =>
  new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - TRASH_DAYS * DAY_MS).toISOString()

/** What was deleted lately, and the way back for one or for many. */
export function TrashPage() {
  const t = useTranslations('history')
  const { data, isPaused } = useQuery(historyQueries.deleted(since()))
  const items = useMemo(() => data && trashOf(data.deletions, new Set(data.alive)), [data])

  return (
    <Page title={t('trash.title')}>
      <PageHeader
        title={t('trash.title')}
        subtitle={t('trash.subtitle', { days: TRASH_DAYS })}
        actions={
          <Link to="/history" className={buttonClass('quiet')}>
            <History aria-hidden className="size-4" strokeWidth={1.75} />
            {t('title')}
          </Link>
        }
      />
      {!items && (isPaused ? <OfflineState /> : <Skeleton className="h-12 w-full" />)}
      {items?.length === 0 && (
        <EmptyState icon={Trash2} sentence={t('trash.empty')} hint={t('trash.emptyHint')} />
      )}
      {items && items.length > 0 && <TrashList items={items} />}
    </Page>
  )
}

function TrashList({ items }: { items: readonly TrashItem[] }) {
  const t = useTranslations('history')
  const { run, isPending } = useRestore()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = items.filter(({ key }) => picked.has(key))

  const toggle = (key: string) =>
    setPicked((current) => {
      const next = new Set(current)
      if (!next.delete(key)) next.add(key)
      return next
    })

  const restore = (rows: readonly TrashItem[]) => {
    setPicked(new Set())
    // What holds others comes back before them.
    const inOrder = [...rows].sort((a, b) => ORDER.indexOf(a.table) - ORDER.indexOf(b.table))
    void run({ rows: inOrder })
  }

  return (
    <>
      <div className="flex min-h-11 flex-wrap items-center gap-3">
        <label className="text-muted touch:min-h-11 flex items-center gap-3 text-sm">
          <input
            type="checkbox"
            className="accent-gold-fill size-4"
            checked={chosen.length === items.length}
            onChange={(event) => setPicked(new Set(event.target.checked ? items.map(({ key }) => key) : []))}
          />
          {t('trash.all')}
        </label>
        {chosen.length > 0 && (
          <Button size="sm" variant="primary" isBusy={isPending} onClick={() => restore(chosen)}>
            <ArchiveRestore aria-hidden className="size-4" strokeWidth={1.75} />
            {t('trash.restoreMany', { count: chosen.length })}
          </Button>
        )}
      </div>
      <ul className="divide-line divide-y">
        {items.map((item) => (
          <TrashRow
            key={item.key}
            item={item}
            isPicked={picked.has(item.key)}
            onPick={() => toggle(item.key)}
            onRestore={() => restore([item])}
          />
        ))}
      </ul>
    </>
  )
}

const ORDER: readonly TrashItem['table'][] = [
  'pillars',
  'areas',
  'projects',
  'labels',
  'tasks',
  'resources',
  'project_templates',
]

type TrashRowProps = { item: TrashItem; isPicked: boolean; onPick: () => void; onRestore: () => void }

function TrashRow({ item, isPicked, onPick, onRestore }: TrashRowProps) {
  const t = useTranslations('history')
  const clock = useClock()
  const name = item.name ?? t('unnamed')
  return (
    <li className="flex items-center gap-3 py-2">
      <label className="touch:min-h-11 flex min-w-0 flex-1 items-center gap-3">
        <input
          type="checkbox"
          aria-label={t('trash.pick', { name })}
          className="accent-gold-fill size-4 shrink-0"
          checked={isPicked}
          onChange={onPick}
        />
        <span className="min-w-0">
          <span className="block wrap-break-word">{name}</span>
          <span className="text-muted block text-sm">
            {t(`nouns.${nounOf(item.table)}`)} · {instantText(item.at, clock)}
          </span>
        </span>
      </label>
      <Button
        size="sm"
        aria-label={t('restoreNamed', { name })}
        onClick={(event) => {
          handFocusOn(event.currentTarget)
          onRestore()
        }}
      >
        {t('restore')}
      </Button>
    </li>
  )
}
