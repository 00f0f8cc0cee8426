import { type MouseEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AutoTextarea } from '../../../ui/auto-textarea.tsx'
import { Markdown } from '../../../ui/markdown.tsx'
import { useDraft } from '../../../ui/use-draft.ts'
import type { Task } from '../queries.ts'
import { useTaskEdit } from './edit-scope.tsx'
import { usePanelText } from './panel-text.ts'

const MAX_DESCRIPTION = 20_000

/** Notes: read as they are meant, edited as they were typed. */
export function Notes({ task }: { task: Task }) {
  const t = useTranslations('tasks.panel')
  const text = usePanelText()
  const edit = useTaskEdit()
  const [isEditing, setIsEditing] = useState(false)
  // Escape ends the editing by key: the focus goes on to the button that would begin it again.
  const hasEscaped = useRef(false)
  const description = useDraft(task.description, (value) => edit({ description: value }))

  if (!isEditing && description.value.trim()) {
    return (
      <div
        onClick={(event) => !isOnLink(event) && !hasSelection() && setIsEditing(true)}
        className="hover:bg-hover relative -mx-2 cursor-text rounded-sm px-2 py-1"
      >
        <Markdown text={description.value} />
        <button
          ref={(button) => {
            if (button && hasEscaped.current) button.focus()
            hasEscaped.current = false
          }}
          type="button"
          onClick={() => setIsEditing(true)}
          className="bg-raised shadow-card sr-only top-1 right-1 rounded-sm px-2 py-1 text-sm focus:not-sr-only focus:absolute"
        >
          {text('notes.edit')}
        </button>
      </div>
    )
  }

  return (
    <AutoTextarea
      value={description.value}
      aria-label={t('description')}
      placeholder={t('descriptionPlaceholder')}
      maxLength={MAX_DESCRIPTION}
      ref={(field) => {
        if (isEditing && field && document.activeElement !== field) field.focus()
      }}
      onFocus={() => setIsEditing(true)}
      onChange={(event) => description.onChange(event.target.value)}
      onBlur={() => {
        description.commit()
        setIsEditing(false)
      }}
      // Escape ends the editing and not yet the panel.
      data-own-escape={description.value.trim() ? true : undefined}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !description.value.trim()) return
        hasEscaped.current = true
        event.currentTarget.blur()
      }}
      className="hover:bg-hover focus:bg-surface touch:py-2.5 -mx-2 min-h-9 rounded-sm px-2 py-1 text-base"
    />
  )
}

const isOnLink = ({ target }: MouseEvent): boolean =>
  target instanceof Element && target.closest('a') !== null

/** Marking words to copy them is reading, not editing. */
const hasSelection = (): boolean => (window.getSelection()?.toString() ?? '') !== ''
