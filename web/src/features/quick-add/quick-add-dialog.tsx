import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { MAX_TASK_NAME } from '../../lib/new-task.ts'
import { closeQuickAdd, type QuickAddPreset } from '../../lib/quick-add.ts'
import { useOpenTask } from '../../lib/use-open-task.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Keys } from '../../ui/keys.tsx'
import { ChipList } from './chip-list.tsx'
import { useChipWords } from './chip-words.ts'
import { LineField } from './line-field.tsx'
import { QuickAddText, useQuickAddText } from './quick-add-text.ts'
import { useLine } from './use-line.ts'

/** One line for a new task, over whatever is on screen. */
export function QuickAddDialog({ preset }: { preset: QuickAddPreset }) {
  return (
    <QuickAddText>
      <Content preset={preset} />
    </QuickAddText>
  )
}

function Content({ preset }: { preset: QuickAddPreset }) {
  const text = useQuickAddText()
  const client = useQueryClient()
  const openTask = useOpenTask()
  const input = useRef<HTMLInputElement>(null)
  const errorId = useId()
  const [kept, setKept] = useState(preset)
  const [added, setAdded] = useState('')
  const line = useLine(kept)
  const { chipWords, dayWords } = useChipWords()

  const save = (shouldOpen: boolean) => {
    const task = line.save()
    input.current?.focus()
    if (task) setAdded(text('added', { name: task.name }))
    if (!task || !shouldOpen) return
    // The panel shows what was typed before the server has it.
    client.setQueryData(['tasks', 'detail', task.id], task)
    closeQuickAdd()
    openTask(task.id)
  }

  // Chips change with every letter; they are read when the typing pauses.
  const understood = useSettled(
    line.understood.chips
      .map((chip) => chipWords(chip, line.text.slice(chip.start, chip.end), line.understood, line.isNew))
      .join(', '),
  )

  const project = line.projects.find(({ id }) => id === kept.projectId)
  const presets = [
    ...(kept.dueOn && !line.understood.due ? [{ key: 'dueOn' as const, value: dayWords(kept.dueOn) }] : []),
    ...(project && !line.understood.project ? [{ key: 'projectId' as const, value: project.name }] : []),
  ]

  return (
    <Dialog
      isOpen
      onClose={closeQuickAdd}
      title={text('title')}
      isTitleHidden
      closeLabel={text('close')}
      shape="bar"
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          save(false)
        }}
      >
        <LineField line={line} input={input} errorId={line.error ? errorId : undefined} onEnter={save} />
        <div className="min-h-8 pb-3">
          <ChipList
            line={line}
            presets={presets}
            onWithoutPreset={(key) => setKept((current) => ({ ...current, [key]: undefined }))}
            onPressed={() => input.current?.focus()}
          />
        </div>
        {line.error && (
          <p id={errorId} role="alert" className="text-danger px-5 pb-3 text-sm">
            {text(`error.${line.error}`, { count: line.understood.title.length, most: MAX_TASK_NAME })}
          </p>
        )}
        {/* The toast lies outside the dialog, where readers do not listen now. */}
        <p role="status" className="sr-only">
          {added}
        </p>
        <p role="status" className="sr-only">
          {understood !== '' && text('heard', { words: understood })}
        </p>
        <footer className="border-line flex items-center gap-4 border-t py-2.5 pr-3 pl-5">
          <p className="text-muted touch:hidden flex min-w-0 flex-1 flex-wrap gap-x-4 gap-y-1 text-xs">
            <Hint keys="enter">{text('keys.save')}</Hint>
            <Hint keys="shift+enter">{text('keys.open')}</Hint>
            <Hint keys="esc">{text('keys.close')}</Hint>
          </p>
          <Button type="submit" variant="primary" size="sm" className="ml-auto">
            {text('save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

const PAUSE_MS = 500

/** A text that has stood for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

function Hint({ keys, children }: { keys: string; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <Keys keys={keys} />
      {children}
    </span>
  )
}
