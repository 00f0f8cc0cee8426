import type { toast as Sonner } from 'sonner'

/** Long enough to read, think and reach the button; WCAG asks for at least that. */
const UNDO_MS = 10_000
const PLAIN_MS = 5_000
const ERROR_MS = 12_000

type Action = { label: string; onClick: () => void }
type Extra = { description?: string; id?: string; duration?: number }

type Speaker = typeof Sonner
type Sentence = (speaker: Speaker) => void

let speaker: Speaker | null = null
let waiting: Sentence[] = []

/** What was said before toasts are on screen waits for them: a screen may speak just before it leads to another. */
function say(sentence: Sentence): void {
  if (speaker) sentence(speaker)
  else waiting.push(sentence)
}

/** Called by the place where toasts appear: with what shows them when it is there, with null when it goes. */
export function setToastsReady(ready: Speaker | null): void {
  speaker = ready
  if (!ready) return
  const spoken = waiting
  waiting = []
  for (const sentence of spoken) sentence(ready)
}

/** The one way to speak beside the screen. Toasts sit in a polite live region. */
export const toast = {
  plain: (sentence: string, extra?: Extra) =>
    // A toast that takes the place of another one would keep its button.
    say((sonner) => void sonner(sentence, { duration: PLAIN_MS, action: undefined, ...extra })),
  warn: (sentence: string, extra?: Extra & { action?: Action }) =>
    say((sonner) => void sonner.warning(sentence, { duration: ERROR_MS, ...extra })),
  error: (sentence: string, extra?: Extra) =>
    say((sonner) => void sonner.error(sentence, { duration: ERROR_MS, ...extra })),
  undoable: (sentence: string, action: Action, extra?: Extra) =>
    say((sonner) => void sonner(sentence, { duration: UNDO_MS, action, ...extra })),
  /** Takes back what was said too early. */
  unsay: (id: string) => say((sonner) => void sonner.dismiss(id)),
}
