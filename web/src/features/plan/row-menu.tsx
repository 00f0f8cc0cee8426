import { useNavigate } from '@tanstack/react-router'
import {
  Archive,
  ArchiveRestore,
  ArrowUpRight,
  FolderInput,
  MoreHorizontal,
  PanelRight,
  Pencil,
  Plus,
  Settings2,
  Trash2,
} from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { useArchiveLevel } from './mutations.ts'
import type { NodeDialogState } from './node-dialogs.tsx'
import type { DraftPlace, NodeKind, NodeRow, TreeRow } from './tree.ts'

type RowMenuProps = {
  row: NodeRow | Extract<TreeRow, { kind: 'group' }>
  tabIndex: number
  onOpen: () => void
  onRename: () => void
  onDraft: (place: DraftPlace) => void
  onDialog: (state: NodeDialogState) => void
  onDelete: (row: NodeRow) => void
}

const CHILD: Record<string, NodeKind | undefined> = { pillar: 'area', area: 'project', project: 'task' }
const GROUP_CHILD = { inbox: 'task', 'no-pillar': 'area', 'no-area': 'project' } as const

/** Adds to a row, and everything else one can do with it. */
export function RowMenu({ row, tabIndex, onOpen, onRename, onDraft, onDialog, onDelete }: RowMenuProps) {
  const t = useTranslations('plan')
  const [isOpen, setIsOpen] = useState(false)
  // What moves the focus itself (a rename, a new row) must not lose it to the closing menu.
  const keepsFocus = useRef(false)
  const archive = useArchiveLevel()
  const navigate = useNavigate()
  const name = row.kind === 'group' ? t(`groups.${row.group}`) : row.node.name
  const child = row.kind === 'group' ? GROUP_CHILD[row.group] : CHILD[row.kind]
  const place: DraftPlace | null = child
    ? { kind: child, parentId: row.kind === 'group' ? null : row.node.id }
    : null

  const afterMenu = (action: () => void) => () => {
    keepsFocus.current = true
    action()
  }

  return (
    <span className="hovers:opacity-0 hovers:group-focus-within:opacity-100 hovers:group-hover:opacity-100 hovers:has-data-[state=open]:opacity-100 flex items-center transition-opacity duration-100">
      {place && (
        <IconButton
          icon={Plus}
          tabIndex={tabIndex}
          label={t(`addTo.${place.kind}`, { name })}
          onClick={() => onDraft(place)}
          className="max-sm:hidden"
        />
      )}
      {row.kind !== 'group' && (
        <Menu
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          onCloseAutoFocus={(event) => {
            if (keepsFocus.current) event.preventDefault()
            keepsFocus.current = false
          }}
          trigger={
            <IconButton
              icon={MoreHorizontal}
              tabIndex={tabIndex}
              label={t('actions', { name })}
              // A press by script (the menu key of the row, a screen reader) has no pointer, which the menu waits for.
              onClick={(event) => event.detail === 0 && setIsOpen(true)}
            />
          }
        >
          {isOpen && (
            <>
              {place && (
                <MenuItem icon={Plus} onSelect={afterMenu(() => onDraft(place))}>
                  {t(`add.${place.kind}`)}
                </MenuItem>
              )}
              <MenuItem icon={row.kind === 'task' ? PanelRight : Settings2} onSelect={onOpen}>
                {t('edit')}
              </MenuItem>
              {row.kind === 'project' && (
                <MenuItem
                  icon={ArrowUpRight}
                  onSelect={() =>
                    void navigate({ to: '/project/$projectId', params: { projectId: row.node.id } })
                  }
                >
                  {t('openPage')}
                </MenuItem>
              )}
              <MenuItem icon={Pencil} hint="F2" onSelect={afterMenu(onRename)}>
                {t('rename')}
              </MenuItem>
              {row.kind !== 'pillar' && !(row.kind === 'task' && row.node.parent_task_id) && (
                <MenuItem icon={FolderInput} onSelect={() => onDialog({ kind: 'move', row })}>
                  {t('move')}
                </MenuItem>
              )}
              {row.kind !== 'task' && (
                <MenuItem
                  icon={row.node.archived ? ArchiveRestore : Archive}
                  onSelect={() =>
                    void archive.run({ level: row.kind, id: row.node.id, name, archived: !row.node.archived })
                  }
                >
                  {t(row.node.archived ? 'unarchive' : 'archive')}
                </MenuItem>
              )}
              <MenuSeparator />
              <MenuItem icon={Trash2} isDanger onSelect={() => onDelete(row)}>
                {t('delete')}
              </MenuItem>
            </>
          )}
        </Menu>
      )}
      {row.kind === 'group' && place && (
        <IconButton
          icon={Plus}
          tabIndex={tabIndex}
          label={t(`addTo.${place.kind}`, { name })}
          onClick={() => onDraft(place)}
          className="sm:hidden"
        />
      )}
    </span>
  )
}
