import type { LucideIcon } from 'lucide-react'
import type { Command } from '../../lib/commands.ts'
import { bestOf } from './rank.ts'

export type PaletteTask = {
  id: string
  name: string
  status: string
  project_id: string | null
  due_on: string | null
  start_on: string | null
}

export type PalettePlace = { id: string; name: string; path: string; icon: string | null; open: () => void }

/** One line of the palette: what it is, and what happens when it is chosen. */
export type Entry = {
  key: string
  label: string
  detail?: string
  icon?: LucideIcon
  emoji?: string | null
  keys?: string
  isDone?: boolean
  /** The task whose actions can be asked for. */
  task?: PaletteTask
  run: () => void
}

export type Group = { key: 'commands' | 'tasks' | 'places' | 'create'; entries: Entry[] }

const MAX_COMMANDS = 6
const MAX_TASKS = 20
const MAX_PLACES = 6

export const commandEntry = ({ id, label, icon, keys, run }: Command): Entry => ({
  key: `command-${id}`,
  label,
  icon,
  keys,
  run,
})

type Found = { typed: string; commands: readonly Command[] } & {
  tasks: readonly PaletteTask[]
  places: readonly PalettePlace[]
  taskEntry: (task: PaletteTask) => Entry
}

/** What fits the words that were typed, the group with the best fitting line first. */
export function findEntries({ typed, commands, tasks, places, taskEntry }: Found): Group[] {
  const foundCommands = bestOf(commands, ({ label }) => label, typed, MAX_COMMANDS)
  const foundTasks = bestOf(tasks, ({ name }) => name, typed, MAX_TASKS)
  const foundPlaces = bestOf(places, ({ path }) => path, typed, MAX_PLACES)
  const groups: { top: number; group: Group }[] = [
    {
      top: foundCommands[0]?.score ?? 0,
      group: { key: 'commands', entries: foundCommands.map(({ item }) => commandEntry(item)) },
    },
    {
      top: foundTasks[0]?.score ?? 0,
      group: { key: 'tasks', entries: foundTasks.map(({ item }) => taskEntry(item)) },
    },
    {
      top: foundPlaces[0]?.score ?? 0,
      group: {
        key: 'places',
        entries: foundPlaces.map(({ item }) => ({
          key: `place-${item.id}`,
          label: item.name,
          detail: item.path === item.name ? undefined : item.path,
          emoji: item.icon,
          run: item.open,
        })),
      },
    },
  ]
  return groups
    .filter(({ group }) => group.entries.length > 0)
    .sort((a, b) => b.top - a.top)
    .map(({ group }) => group)
}
