import { useQuery } from '@tanstack/react-query'
import { Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AutoTextarea } from '../../ui/auto-textarea.tsx'
import { Button } from '../../ui/button.tsx'
import { controlClass } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { useAiSettingsText } from './ai-settings-text.ts'
import { MAX_MEMORY, useAddMemory, useEditMemory, useForgetMemory } from './memory-data.ts'
import { type Memory, memoryQueries } from './queries.ts'

const areaClass = `${controlClass} touch:h-auto touch:min-h-11 h-auto py-2 bg-surface`

/** What the assistant keeps in mind, in words the person can read, change and take out. */
export function MemoryList() {
  const t = useAiSettingsText()
  const id = useId()
  const { data: memories } = useQuery({ ...memoryQueries.all(), throwOnError: false })

  return (
    <div role="group" aria-labelledby={id} className="max-w-xl">
      <h3 id={id} className="font-medium">
        {t('memory.title')}
      </h3>
      <p className="text-muted mt-0.5 text-sm">{t('memory.lead')}</p>
      {memories && memories.length > 0 && (
        <ul className="divide-line border-line mt-3 divide-y border-y">
          {memories.map((memory) => (
            <MemoryRow key={memory.id} memory={memory} />
          ))}
        </ul>
      )}
      {memories && <AddMemory />}
    </div>
  )
}

function AddMemory() {
  const t = useAiSettingsText()
  const [text, setText] = useState('')
  const add = useAddMemory()

  const submit = async () => {
    const trimmed = text.trim()
    if (!trimmed) return
    setText('')
    const isKept = await add.run({ id: crypto.randomUUID(), text: trimmed })
    if (!isKept) setText((current) => current || trimmed)
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="mt-3 flex items-start gap-2"
    >
      <AutoTextarea
        value={text}
        maxLength={MAX_MEMORY}
        aria-label={t('memory.addLabel')}
        placeholder={t('memory.placeholder')}
        enterKeyHint="done"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => onEnter(event, () => void submit())}
        className={areaClass}
      />
      <Button type="submit">{t('memory.add')}</Button>
    </form>
  )
}

/** Enter keeps it, Shift+Enter begins a line; Enter that chooses a word of an input method does neither. */
function onEnter(event: KeyboardEvent, run: () => void): void {
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
  event.preventDefault()
  run()
}

function MemoryRow({ memory }: { memory: Memory }) {
  const t = useAiSettingsText()
  const [isEditing, setIsEditing] = useState(false)
  const forget = useForgetMemory()
  const { id, text, origin } = memory
  if (isEditing) return <EditMemory memory={memory} onClose={() => setIsEditing(false)} />

  return (
    <li className="flex items-start gap-1 py-1.5">
      <p className="min-w-0 flex-1 py-1.5 wrap-anywhere whitespace-pre-line">
        {text}
        {origin === 'assistant' && <span className="text-muted block text-sm">{t('memory.noted')}</span>}
      </p>
      <IconButton icon={Pencil} label={t('memory.edit', { text })} onClick={() => setIsEditing(true)} />
      <IconButton
        icon={Trash2}
        label={t('memory.forget', { text })}
        onClick={() => void forget.run({ id })}
      />
    </li>
  )
}

function EditMemory({ memory, onClose }: { memory: Memory; onClose: () => void }) {
  const t = useAiSettingsText()
  const ui = useTranslations('ui')
  const [text, setText] = useState(memory.text)
  const edit = useEditMemory()

  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    const trimmed = text.trim()
    if (!trimmed) return
    onClose()
    if (trimmed !== memory.text) void edit.run({ id: memory.id, text: trimmed })
  }
  return (
    <li className="py-2">
      <form noValidate onSubmit={submit} className="flex flex-col gap-2">
        <AutoTextarea
          ref={(field) => field?.focus()}
          value={text}
          maxLength={MAX_MEMORY}
          aria-label={t('memory.text')}
          data-own-escape
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose()
            else onEnter(event, submit)
          }}
          className={areaClass}
        />
        <div className="flex gap-2">
          <Button size="sm" type="submit">
            {ui('save')}
          </Button>
          <Button size="sm" variant="quiet" onClick={onClose}>
            {ui('cancel')}
          </Button>
        </div>
      </form>
    </li>
  )
}
