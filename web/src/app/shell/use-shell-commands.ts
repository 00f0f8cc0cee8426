import { useNavigate } from '@tanstack/react-router'
import {
  FileInput,
  FileOutput,
  Gauge,
  Keyboard,
  LayoutTemplate,
  Plus,
  Redo2,
  Search,
  Sparkles,
  Tag,
  Trash2,
  Undo2,
} from 'lucide-react'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { type Command, useCommandKeys, useCommands } from '../../lib/commands.ts'
import { openQuickAdd } from '../../lib/quick-add.ts'
import { useUndo } from '../../lib/undo.ts'
import { NAVIGATION } from './navigation.ts'
import { askAssistant } from './ask-assistant.ts'
import { openOverlay } from './overlays.tsx'
import { useLookCommands } from './use-look-commands.ts'

/** Screens that stand within others, and have no place of their own in the navigation. */
const SIDE_SCREENS = [
  { to: '/templates', label: 'templates', icon: LayoutTemplate },
  { to: '/labels', label: 'labels', icon: Tag },
  { to: '/trash', label: 'trash', icon: Trash2 },
  { to: '/usage', label: 'usage', icon: Gauge },
] as const

/** What can be done on every screen: going elsewhere, taking back and bringing back. */
export function useShellCommands(): void {
  const t = useTranslations('shell')
  const navigate = useNavigate()
  const { applyLatest } = useUndo()

  const commands = useMemo<Command[]>(() => {
    const undo = () => void applyLatest('undo')
    const redo = () => void applyLatest('redo')
    return [
      ...NAVIGATION.map(({ to, label, icon, keys }): Command => ({
        id: `go-${label}`,
        label: t('commands.go', { screen: t(`nav.${label}`) }),
        group: 'go',
        keys,
        icon,
        run: () => void navigate({ to }),
      })),
      ...SIDE_SCREENS.map(({ to, label, icon }): Command => ({
        id: `go-${label}`,
        label: t('commands.go', { screen: t(`nav.${label}`) }),
        group: 'go',
        icon,
        run: () => void navigate({ to }),
      })),
      {
        id: 'go-import',
        label: t('commands.import'),
        group: 'go',
        icon: FileInput,
        run: () => void navigate({ to: '/import' }),
      },
      {
        id: 'go-export',
        label: t('commands.export'),
        group: 'go',
        icon: FileOutput,
        run: () => void navigate({ to: '/settings', hash: 'export' }),
      },
      {
        id: 'palette',
        label: t('commands.palette'),
        group: 'help',
        keys: 'mod+k',
        icon: Search,
        run: () => openOverlay('palette'),
        reach: 'everywhere',
      },
      {
        id: 'shortcuts',
        label: t('commands.shortcuts'),
        group: 'help',
        keys: '?',
        icon: Keyboard,
        run: () => openOverlay('shortcuts'),
      },
      {
        id: 'quick-add',
        label: t('commands.add'),
        group: 'create',
        keys: 'q',
        icon: Plus,
        run: () => openQuickAdd(),
      },
      {
        id: 'ask',
        label: t('commands.ask'),
        group: 'create',
        keys: 'a',
        icon: Sparkles,
        run: askAssistant,
      },
      {
        id: 'undo',
        label: t('commands.undo'),
        group: 'edit',
        keys: 'mod+z',
        icon: Undo2,
        run: undo,
        reach: 'dialogs',
      },
      {
        id: 'redo',
        label: t('commands.redo'),
        group: 'edit',
        keys: 'mod+shift+z',
        icon: Redo2,
        run: redo,
        reach: 'dialogs',
      },
      {
        ...{ id: 'undo-z', label: t('commands.undo'), group: 'edit', keys: 'z', run: undo },
        ...{ isHidden: true, sameAs: 'undo' },
      },
      {
        ...{ id: 'redo-z', label: t('commands.redo'), group: 'edit', keys: 'shift+z', run: redo },
        ...{ isHidden: true, sameAs: 'redo' },
      },
    ]
  }, [t, navigate, applyLatest])

  useCommandKeys()
  useCommands(commands)
  useLookCommands()
}
