import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { List, SquarePen } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useKeptFocus } from '../../ui/use-kept-focus.ts'
import { AssistantText, useAssistantText } from './assistant-text.ts'
import { exchanges } from './client/assistant.ts'
import { useExchanges } from './client/exchanges.ts'
import { ConversationPane } from './conversation-pane.tsx'
import { chatQueries } from './queries.ts'
import { type Seams, SeamsProvider } from './seams.ts'
import { ThreadList } from './threads/thread-list.tsx'

type AssistantPageProps = { seams: Seams; threadId: string | null }

/** The assistant as a screen of its own, with all conversations. */
export function AssistantPage({ seams, threadId }: AssistantPageProps) {
  return (
    <AssistantText>
      <SeamsProvider value={seams}>
        <Content threadId={threadId} />
      </SeamsProvider>
    </AssistantText>
  )
}

function Content({ threadId }: { threadId: string | null }) {
  const t = useAssistantText()
  const navigate = useNavigate()
  const keptFocus = useKeptFocus()
  const field = useRef<HTMLTextAreaElement>(null)
  const [showsThreads, setShowsThreads] = useState(false)
  const { data: thread } = useQuery({ ...chatQueries.thread(threadId ?? ''), enabled: threadId !== null })
  // A new conversation is kept with its first answer.
  const isBeginning = useExchanges(exchanges, threadId).length > 0

  const go = useCallback(
    (id: string | null, replace = false) =>
      void navigate({
        to: '/assistant/{-$threadId}',
        params: { threadId: id ?? undefined },
        replace,
        resetScroll: false,
      }),
    [navigate],
  )
  const choose = (id: string | null) => {
    setShowsThreads(false)
    go(id)
    field.current?.focus()
  }
  // Its address is the conversation's from now on; Back does not lead to the moment before.
  const onThread = useCallback((id: string) => go(id, true), [go])
  const title = (threadId && thread?.title) || t('title')
  const list = <ThreadList currentId={threadId} onOpen={choose} onGone={() => go(null, true)} />

  return (
    <div
      {...keptFocus}
      className="grid min-h-full grid-cols-[minmax(0,1fr)] lg:grid-cols-[17rem_minmax(0,1fr)]"
    >
      <title>{`${title} · Aurum Life`}</title>
      <aside
        aria-label={t('threads')}
        className="border-line sticky top-0 hidden h-dvh overflow-y-auto border-r px-3 py-4 lg:block"
      >
        {list}
      </aside>
      <div className="mx-auto flex min-h-[calc(100dvh-7rem)] w-full max-w-3xl flex-col px-4 sm:px-8 md:min-h-dvh">
        <header className="bg-canvas sticky top-0 z-10 flex h-16 items-center gap-1 md:h-20">
          <h1 tabIndex={-1} className="min-w-0 flex-1 truncate text-xl font-bold tracking-[-0.02em]">
            {title}
          </h1>
          <IconButton icon={SquarePen} label={t('newThread')} onClick={() => choose(null)} />
          <IconButton
            icon={List}
            label={t('showThreads')}
            onClick={() => setShowsThreads(true)}
            className="lg:hidden"
          />
        </header>
        {threadId && thread === null && !isBeginning ? (
          <p className="text-muted">{t('gone')}</p>
        ) : (
          <ConversationPane threadId={threadId} onThread={onThread} field={field}>
            {({ turns, composer }) => (
              <>
                <div className="flex flex-1 flex-col gap-6">{turns}</div>
                <div className="bg-canvas sticky bottom-[calc(4rem+env(safe-area-inset-bottom))] pt-2 pb-3 md:bottom-0 md:pb-6">
                  {composer}
                </div>
              </>
            )}
          </ConversationPane>
        )}
      </div>
      {showsThreads && (
        <Dialog
          isOpen
          onClose={() => setShowsThreads(false)}
          shape="sheet"
          title={t('threads')}
          closeLabel={t('close')}
        >
          <DialogBody>{list}</DialogBody>
        </Dialog>
      )}
    </div>
  )
}
