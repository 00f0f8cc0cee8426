import { Ellipsis, Merge, Palette, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../../ui/icon-button.tsx'
import { InlineText } from '../../ui/inline-text.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { MAX_LABEL_NAME, useDeleteLabel, useUpdateLabel } from './label-data.ts'
import { useLabelsText } from './labels-text.ts'

export type CountedLabel = { id: string; name: string; color: string; count: number }

type LabelRowProps = { label: CountedLabel; canMerge: boolean; onAsk: (kind: 'color' | 'merge') => void }

export function LabelRow({ label, canMerge, onAsk }: LabelRowProps) {
  const t = useLabelsText()
  const update = useUpdateLabel()
  const remove = useDeleteLabel()
  const [isRenaming, setIsRenaming] = useState(false)
  const { id, name, color, count } = label

  return (
    <li className="flex items-center gap-3 py-1.5">
      <span aria-hidden className="size-3 shrink-0 rounded-full" style={{ background: color }} />
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <InlineText
            value={name}
            label={t('nameOf', { name })}
            maxLength={MAX_LABEL_NAME}
            onSave={(next) => {
              setIsRenaming(false)
              void update.run({ id, name, patch: { name: next } })
            }}
            onCancel={() => setIsRenaming(false)}
          />
        ) : (
          <span className="wrap-break-word">{name}</span>
        )}
      </div>
      <span className="text-muted text-sm whitespace-nowrap tabular-nums">{t('count', { count })}</span>
      <Menu
        // The field for the new name, or the dialog, has the focus by then.
        onCloseAutoFocus={(event) => isRenaming && event.preventDefault()}
        trigger={<IconButton icon={Ellipsis} label={t('actions', { name })} />}
      >
        <MenuItem icon={Pencil} onSelect={() => setIsRenaming(true)}>
          {t('rename')}
        </MenuItem>
        <MenuItem icon={Palette} onSelect={() => onAsk('color')}>
          {t('color')}
        </MenuItem>
        <MenuItem icon={Merge} isDisabled={!canMerge} onSelect={() => onAsk('merge')}>
          {t('merge')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDanger onSelect={() => void remove.run({ id, name })}>
          {t('delete')}
        </MenuItem>
      </Menu>
    </li>
  )
}
