import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { cx } from '../../../ui/classes.ts'
import { controlClass } from '../../../ui/field.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useAssistantText } from '../assistant-text.ts'
import { chatQueries, type Thread } from '../queries.ts'
import { DeleteThreadDialog } from './delete-thread-dialog.tsx'
import { useThreadActions } from './thread-data.ts'
import { ThreadRow } from './thread-row.tsx'
import { useExportThread } from './use-export-thread.ts'

type ThreadListProps = {
  currentId: string | null
  onOpen: (id: string) => void
  /** The conversation that is open was deleted. */
  onGone: () => void
}

/** All conversations, the latest first; the search looks into what was said. */
export function ThreadList({ currentId, onOpen, onGone }: ThreadListProps) {
  const t = useAssistantText()
  const [typed, setTyped] = useState('')
  const words = useDeferredValue(typed.trim())
  const { rename, remove } = useThreadActions()
  const exportThread = useExportThread()
  const [deleting, setDeleting] = useState<Thread | null>(null)
  const search = useRef<HTMLInputElement>(null)
  const all = useInfiniteQuery({ ...chatQueries.threads(), throwOnError: false })
  const found = useQuery({
    ...chatQueries.found(words),
    ...{ enabled: words !== '', throwOnError: false, placeholderData: keepPreviousData },
  })
  const threads = words === '' ? all.data?.pages.flat() : found.data
  const failed = words === '' ? all : found
  const snippets = new Map(words === '' ? [] : found.data?.map(({ id, snippet }) => [id, snippet]))

  return (
    <div className="flex min-h-0 flex-col gap-3">
      <div className="relative">
        <Search
          aria-hidden
          className="text-faint pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2"
          strokeWidth={1.75}
        />
        <input
          ref={search}
          type="search"
          value={typed}
          aria-label={t('thread.search')}
          placeholder={t('thread.search')}
          onChange={(event) => setTyped(event.target.value)}
          className={cx(controlClass, 'h-9 pl-9 text-sm')}
        />
      </div>
      {!threads && !failed.isError && <ThreadSkeleton />}
      {!threads && failed.isError && (
        <div role="alert" className="text-muted flex flex-col items-start gap-2 px-3 text-sm">
          {t('thread.unread')}
          <Button size="sm" isBusy={failed.isFetching} onClick={() => void failed.refetch()}>
            {t('failed.again')}
          </Button>
        </div>
      )}
      {threads?.length === 0 && (
        <p role="status" className="text-muted px-3 text-sm">
          {t(words === '' ? 'thread.none' : 'thread.notFound')}
        </p>
      )}
      {threads && threads.length > 0 && (
        <ul aria-label={t('threads')} className="flex flex-col gap-0.5">
          {threads.map((thread) => (
            <ThreadRow
              key={thread.id}
              thread={thread}
              snippet={snippets.get(thread.id)}
              isCurrent={thread.id === currentId}
              onOpen={() => onOpen(thread.id)}
              onRename={(title) => rename({ id: thread.id, title })}
              onExport={() => void exportThread(thread)}
              onDelete={() => setDeleting(thread)}
            />
          ))}
        </ul>
      )}
      {words === '' && all.hasNextPage && (
        <Button
          size="sm"
          variant="quiet"
          isBusy={all.isFetchingNextPage}
          onClick={() => void all.fetchNextPage()}
        >
          {t('thread.more')}
        </Button>
      )}
      {deleting && (
        <DeleteThreadDialog
          thread={deleting}
          onClose={() => setDeleting(null)}
          onReturnFocus={() => search.current?.focus()}
          onDelete={async (thread) => {
            await remove(thread)
            if (thread.id === currentId) onGone()
          }}
        />
      )}
    </div>
  )
}

function ThreadSkeleton() {
  return (
    <div aria-hidden className="flex flex-col gap-4 px-3 pt-2">
      {['w-3/5', 'w-4/5', 'w-1/2'].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  )
}
