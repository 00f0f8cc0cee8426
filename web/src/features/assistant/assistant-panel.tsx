import { useNavigate } from '@tanstack/react-router'
import { ArrowLeft, List, Maximize2, SquarePen } from 'lucide-react'
import { useRef, useState } from 'react'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useIsWide } from '../../ui/use-is-wide.ts'
import { AssistantText, useAssistantText } from './assistant-text.ts'
import { ConversationPane } from './conversation-pane.tsx'
import { type Seams, SeamsProvider } from './seams.ts'
import { ThreadList } from './threads/thread-list.tsx'

type AssistantPanelProps = {
  seams: Seams
  threadId: string | null
  onThread: (threadId: string | null) => void
  onClose: () => void
}

/** The assistant beside whatever is on screen. */
export function AssistantPanel({ seams, ...rest }: AssistantPanelProps) {
  return (
    <AssistantText>
      <SeamsProvider value={seams}>
        <Panel {...rest} />
      </SeamsProvider>
    </AssistantText>
  )
}

function Panel({ threadId, onThread, onClose }: Omit<AssistantPanelProps, 'seams'>) {
  const t = useAssistantText()
  const navigate = useNavigate()
  const isWide = useIsWide()
  const field = useRef<HTMLTextAreaElement>(null)
  const [showsThreads, setShowsThreads] = useState(false)

  const choose = (id: string | null) => {
    onThread(id)
    setShowsThreads(false)
  }
  const openPage = () => {
    onClose()
    void navigate({ to: '/assistant/{-$threadId}', params: { threadId: threadId ?? undefined } })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={t('title')}
      isTitleHidden
      closeLabel={t('close')}
      isDockable
      className="max-md:h-[92dvh]"
    >
      <div className="touch:h-[4.5rem] flex h-16 shrink-0 items-center gap-0.5 pr-[3.25rem] pl-5">
        <p aria-hidden className="flex-1 text-lg font-semibold">
          {t(showsThreads ? 'threads' : 'title')}
        </p>
        <IconButton icon={SquarePen} label={t('newThread')} onClick={() => choose(null)} />
        <IconButton
          icon={showsThreads ? ArrowLeft : List}
          label={t(showsThreads ? 'backToThread' : 'showThreads')}
          onClick={() => setShowsThreads(!showsThreads)}
        />
        <IconButton icon={Maximize2} label={t('openPage')} onClick={openPage} />
      </div>
      {showsThreads ? (
        <DialogBody className="pt-1">
          <ThreadList currentId={threadId} onOpen={choose} onGone={() => onThread(null)} />
        </DialogBody>
      ) : (
        <ConversationPane
          threadId={threadId}
          onThread={onThread}
          // Under a sheet nobody would see where the answer has led.
          onLeave={isWide ? undefined : onClose}
          field={field}
        >
          {({ turns, composer }) => (
            <>
              <DialogBody className="flex flex-col gap-6 pt-2">{turns}</DialogBody>
              <div className="px-3 pt-1 pb-[max(0.75rem,env(safe-area-inset-bottom))]">{composer}</div>
            </>
          )}
        </ConversationPane>
      )}
    </Dialog>
  )
}
