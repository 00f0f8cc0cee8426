import { ChevronRight, CircleCheck, Circle, Plus, Search } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { type Command, useAllCommands } from '../../lib/commands.ts'
import { openQuickAdd } from '../../lib/quick-add.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Keys } from '../../ui/keys.tsx'
import {
  commandEntry,
  type Entry,
  findEntries,
  type Group,
  type PalettePlace,
  type PaletteTask,
} from './entries.ts'
import { EntryLine } from './entry-line.tsx'
import { PaletteText, usePaletteText } from './palette-text.ts'
import { type PaletteActions, useTaskEntries } from './task-entries.ts'

export type PaletteProps = {
  tasks: readonly PaletteTask[]
  places: readonly PalettePlace[]
  actions: PaletteActions
  onClose: () => void
}

/** Everything by its name: what can be done, and every task and project there is. */
export function PaletteDialog(props: PaletteProps) {
  return (
    <PaletteText>
      <Palette {...props} />
    </PaletteText>
  )
}

const isListed = ({ isHidden, id }: Command) => !isHidden && id !== 'palette'

function useGroups(
  { tasks, places, actions }: PaletteProps,
  typed: string,
  task: PaletteTask | null,
): Group[] {
  const text = usePaletteText()
  const commands = useAllCommands()
  const taskEntries = useTaskEntries(actions)
  const placeNames = useMemo(() => new Map(places.map(({ id, path }) => [id, path])), [places])

  if (task) return [{ key: 'commands', entries: taskEntries(task, typed) }]
  const listed = commands.filter(isListed)
  if (typed.trim() === '') return [{ key: 'commands', entries: listed.map(commandEntry) }]
  const found = findEntries({
    ...{ typed, tasks, places, commands: listed },
    taskEntry: (found) => ({
      key: `task-${found.id}`,
      label: found.name,
      detail: found.project_id === null ? text('inbox') : placeNames.get(found.project_id),
      icon: found.status === 'completed' ? CircleCheck : Circle,
      isDone: found.status === 'completed',
      task: found,
      run: () => actions.open(found),
    }),
  })
  const create: Entry = {
    key: 'create',
    label: text('create', { text: typed.trim() }),
    icon: Plus,
    run: () => openQuickAdd({ text: typed.trim() }),
  }
  return [...found, { key: 'create', entries: [create] }]
}

function Palette(props: PaletteProps) {
  const text = usePaletteText()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState('')
  const [task, setTask] = useState<PaletteTask | null>(null)
  const [position, setPosition] = useState(0)
  const groups = useGroups(props, typed, task)
  const entries = groups.flatMap((group) => group.entries)
  const active = entries[Math.min(position, entries.length - 1)]
  const optionId = (entry: Entry) => `${id}-${entry.key}`

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active?.key])

  const type = (next: string) => {
    setTyped(next)
    setPosition(0)
  }
  const choose = (entry: Entry | undefined) => {
    if (!entry) return
    props.onClose()
    entry.run()
  }
  const showActions = (about: PaletteTask | null) => {
    setTask(about)
    type('')
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && entries.length > 0) {
      event.preventDefault()
      setPosition((entries.indexOf(active as Entry) + step + entries.length) % entries.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      choose(active)
    } else if (event.key === 'Tab' && !event.shiftKey && active?.task) {
      event.preventDefault()
      showActions(active.task)
    } else if ((event.key === 'Backspace' && typed === '') || event.key === 'Escape') {
      if (task) showActions(null)
    }
  }

  return (
    <Dialog
      isOpen
      onClose={props.onClose}
      title={text('title')}
      isTitleHidden
      closeLabel={text('close')}
      shape="bar"
    >
      <div className="border-line mr-14 flex h-16 shrink-0 items-center gap-3 pl-5">
        <Search aria-hidden className="text-muted size-[1.125rem] shrink-0" strokeWidth={1.75} />
        <input
          role="combobox"
          data-autofocus
          // From the actions of a task, Escape leads back to everything.
          data-own-escape={task !== null || undefined}
          aria-label={text('title')}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={active && optionId(active)}
          placeholder={task ? text('placeholderFor', { name: task.name }) : text('placeholder')}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={typed}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
          className="placeholder:text-faint touch:text-[1.0625rem] h-full min-w-0 flex-1 truncate bg-transparent text-lg outline-none"
        />
      </div>
      <p role="status" className="sr-only">
        {typed !== '' && text('count', { count: entries.length })}
      </p>
      <div
        ref={list}
        id={`${id}-list`}
        role="listbox"
        aria-label={text('results')}
        className="border-line min-h-24 flex-1 overflow-y-auto overscroll-contain border-t p-2"
      >
        {groups.map((group) => (
          <div key={group.key} role="group" aria-labelledby={`${id}-${group.key}-title`}>
            <p
              id={`${id}-${group.key}-title`}
              className="text-muted truncate px-3 pt-2 pb-1 text-xs font-medium"
            >
              {task ? task.name : text(`groups.${group.key}`)}
            </p>
            {group.entries.map((entry) => (
              <EntryLine
                key={entry.key}
                id={optionId(entry)}
                entry={entry}
                isActive={entry === active}
                onPoint={() => setPosition(entries.indexOf(entry))}
                onChoose={() => choose(entry)}
                onMore={() => showActions(entry.task ?? null)}
              />
            ))}
          </div>
        ))}
      </div>
      <footer className="border-line text-muted touch:hidden flex gap-4 border-t px-5 py-2.5 text-xs">
        <span className="inline-flex items-center gap-1.5">
          <Keys keys="enter" />
          {text('keys.run')}
        </span>
        <span className="inline-flex items-center gap-1.5">
          <Keys keys="tab" />
          {text('keys.more')} <ChevronRight aria-hidden className="size-3" />
        </span>
      </footer>
    </Dialog>
  )
}
