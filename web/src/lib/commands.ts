import type { LucideIcon } from 'lucide-react'
import { useEffect, useState } from 'react'
import { createStore, useStore } from './external-store.ts'
import { isApplePlatform, matchStrokes, strokeOf } from './keys.ts'

/** Something the app can do, by key, from the palette and listed in the `?` sheet. */
export type Command = {
  id: string
  label: string
  group: 'go' | 'create' | 'task' | 'view' | 'edit' | 'help'
  /** `q`, `shift+s`, `mod+k` (Ctrl, on Apple's Cmd), `?`, or one after the other: `g t`. */
  keys?: string
  icon?: LucideIcon
  run: () => void
  /** Works by its keys, but is listed nowhere. */
  isHidden?: boolean
  /** The id of the command it gives another key to: who has run the one knows the other. */
  sameAs?: string
  /** Where its keys work: on the page alone (as if absent), over open dialogs too, or even while typing. */
  reach?: 'dialogs' | 'everywhere'
}

/** So long a begun sequence such as `g t` waits for its next key. */
const SEQUENCE_MS = 1_200

const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=file]), textarea, select, [contenteditable]:not([contenteditable=false])'
const OPEN_LAYER = '[role=dialog]:not([data-docked]), [role=alertdialog], [role=menu]'

const registered = new Map<symbol, readonly Command[]>()
const commandsStore = createStore<readonly Command[]>([])

let begun: string[] = []
let begunAt = 0

function publish(): void {
  const byId = new Map<string, Command>()
  for (const commands of registered.values()) {
    for (const command of commands) {
      // Set anew, so that it stands after what it takes the place of.
      byId.delete(command.id)
      byId.set(command.id, command)
    }
  }
  commandsStore.set([...byId.values()])
}

type Obstacle = 'typing' | 'layer' | null

function obstacleFor(target: EventTarget | null): Obstacle {
  if (target instanceof Element && target.closest(TYPING)) return 'typing'
  return document.querySelector(OPEN_LAYER) ? 'layer' : null
}

const reaches = ({ reach }: Command, obstacle: Obstacle): boolean =>
  obstacle === null || reach === 'everywhere' || (reach === 'dialogs' && obstacle === 'layer')

/** On a button or a link these keys press it. */
const PRESSING = ['enter', 'space']
const PRESSABLE = 'button, a[href], summary, [role=button], [role=menuitem], [role=option], input'

const presses = (stroke: string, target: EventTarget | null): boolean =>
  PRESSING.includes(stroke) && target instanceof Element && target.closest(PRESSABLE) !== null

/** The one listener for keys: whoever handled the key nearer to where it was pressed comes first. */
function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const stroke = strokeOf(event, isApplePlatform())
  if (!stroke || presses(stroke, event.target)) return
  if (event.timeStamp - begunAt > SEQUENCE_MS) begun = []
  const obstacle = obstacleFor(event.target)
  const within = commandsStore.get().filter((command) => reaches(command, obstacle))
  const match = matchStrokes(within, begun, stroke)
  begun = match.kind === 'wait' ? match.strokes : []
  begunAt = event.timeStamp
  if (match.kind !== 'run') return
  event.preventDefault()
  runNow(match.bound)
}

/**
 * Offers commands while the component is mounted. Ids are unique: the same id again takes the place of the earlier one,
 * as a screen's own `create` does with the shell's; of equal keys the later ones win.
 */
export function useCommands(commands: readonly Command[]): void {
  const [key] = useState(() => Symbol('commands'))

  useEffect(() => {
    registered.set(key, commands)
    publish()
  }, [key, commands])

  useEffect(
    () => () => {
      registered.delete(key)
      publish()
    },
    [key],
  )
}

/** Everything that can be done right now. */
export const useAllCommands = (): readonly Command[] => useStore(commandsStore)

/** Listens for the keys of commands; mounted once, by the shell. */
export function useCommandKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

/** The id of the command that was run last, by whichever of its keys. */
export const lastCommandStore = createStore<string | null>(null)

function runNow(command: Command | undefined): void {
  if (!command) return
  lastCommandStore.set(command.sameAs ?? command.id)
  command.run()
}

/** Runs what a button stands for, as its key would. */
export const runCommand = (id: string): void =>
  runNow(commandsStore.get().find((command) => command.id === id))
