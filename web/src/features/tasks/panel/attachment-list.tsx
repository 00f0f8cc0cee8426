import { useQuery } from '@tanstack/react-query'
import { Download, FileText, Paperclip, X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { errorKey } from '../../../lib/errors.ts'
import { useClock } from '../../../lib/profile.ts'
import { toast } from '../../../lib/toast.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { handFocusOn } from '../../../ui/row-focus.ts'
import type { Task } from '../queries.ts'
import {
  type Attachment,
  attachmentOf,
  linkTo,
  refusalOf,
  useAddAttachment,
  useRemoveAttachment,
} from './attachment-data.ts'
import { panelQueries } from './panel-queries.ts'
import { usePanelText } from './panel-text.ts'

const MEGABYTE = 1024 * 1024

function sizeText(bytes: number, locale: string): string {
  const isBig = bytes >= MEGABYTE
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isBig ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: isBig ? 1 : 0,
  }).format(isBig ? bytes / MEGABYTE : Math.max(1, bytes / 1024))
}

/** The files that belong to a task. */
export function AttachmentList({ task }: { task: Task }) {
  const t = usePanelText()
  const { data: files = [] } = useQuery(panelQueries.files(task.id))
  const add = useAddAttachment()
  const input = useRef<HTMLInputElement>(null)

  const take = (chosen: FileList | null) => {
    for (const file of chosen ?? []) {
      const refusal = refusalOf(file)
      if (refusal) toast.error(t(`files.${refusal}`, { name: file.name }))
      else void add.run({ file, row: attachmentOf(task.id, file) })
    }
  }

  return (
    <section
      aria-labelledby="files"
      onDragOver={(event) => event.dataTransfer.types.includes('Files') && event.preventDefault()}
      onDrop={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        take(event.dataTransfer.files)
      }}
    >
      <h3 id="files" className="text-sm font-semibold">
        {t('files.title')}
      </h3>
      {files.length > 0 && (
        <ul className="mt-1.5 flex flex-col">
          {files.map((file) => (
            <AttachmentRow key={file.id} file={file} />
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          take(event.target.files)
          event.target.value = ''
        }}
      />
      <button
        type="button"
        aria-busy={add.isPending || undefined}
        onClick={() => input.current?.click()}
        className="text-muted hover:bg-hover hover:text-ink touch:h-11 mt-1 -ml-1 flex h-9 items-center gap-3 rounded-sm px-1 pr-3"
      >
        <Paperclip aria-hidden className="size-5" strokeWidth={1.75} />
        {t(add.isPending ? 'files.adding' : 'files.add')}
      </button>
    </section>
  )
}

function AttachmentRow({ file }: { file: Attachment }) {
  const t = usePanelText()
  const errors = useTranslations('errors')
  const { locale } = useClock()
  const remove = useRemoveAttachment()
  const name = file.original_filename

  const open = async () => {
    try {
      window.location.assign(await linkTo(file))
    } catch (error) {
      toast.error(errors(errorKey(error)))
    }
  }

  return (
    <li className="flex items-center gap-3 py-0.5">
      <FileText aria-hidden className="text-muted size-5 shrink-0" strokeWidth={1.75} />
      <span className="min-w-0 flex-1 truncate" title={name}>
        {name} <span className="text-muted text-sm">{sizeText(file.size_bytes, locale)}</span>
      </span>
      <IconButton icon={Download} size="sm" label={t('files.open', { name })} onClick={() => void open()} />
      <IconButton
        icon={X}
        size="sm"
        label={t('files.remove', { name })}
        onClick={(event) => {
          handFocusOn(event.currentTarget)
          void remove.run({ id: file.id, name })
        }}
      />
    </li>
  )
}
