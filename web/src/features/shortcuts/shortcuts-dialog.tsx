import { useId } from 'react'
import { type Command, useAllCommands } from '../../lib/commands.ts'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'
import { Keys } from '../../ui/keys.tsx'
import { ShortcutsText, useShortcutsText } from './shortcuts-text.ts'

const GROUPS = ['go', 'create', 'task', 'view', 'edit', 'help'] as const

/** The sheet of keys, drawn from what is registered right now: it cannot tell of keys that do nothing. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <ShortcutsText>
      <Sheet onClose={onClose} />
    </ShortcutsText>
  )
}

function Sheet({ onClose }: { onClose: () => void }) {
  const text = useShortcutsText()
  const bound = useAllCommands().filter(({ keys, isHidden }) => keys && !isHidden)
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={text('title')}
      description={text('lead')}
      closeLabel={text('close')}
      focusesItself
      className="md:w-[44rem]"
    >
      <DialogBody className="gap-x-10 pb-6 md:columns-2">
        {GROUPS.map((group) => (
          <KeyGroup
            key={group}
            title={text(`groups.${group}`)}
            commands={bound.filter((command) => command.group === group)}
          />
        ))}
      </DialogBody>
    </Dialog>
  )
}

function KeyGroup({ title, commands }: { title: string; commands: readonly Command[] }) {
  const id = useId()
  if (commands.length === 0) return null
  return (
    <section aria-labelledby={id} className="mb-5 break-inside-avoid">
      <h3 id={id} className="text-muted mb-1 text-sm font-medium">
        {title}
      </h3>
      <dl>
        {commands.map(({ id: commandId, label, keys = '' }) => (
          <div
            key={commandId}
            className="border-line flex min-h-9 items-center justify-between gap-4 border-b last:border-b-0"
          >
            <dt className="min-w-0">{label}</dt>
            <dd className="shrink-0">
              <Keys keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
