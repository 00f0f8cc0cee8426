import { toast as sonner } from 'sonner'

/** Long enough to read, think and reach the button; WCAG asks for at least that. */
const UNDO_MS = 10_000
const PLAIN_MS = 5_000
const ERROR_MS = 12_000

type Action = { label: string; onClick: () => void }
type Extra = { description?: string; id?: string }

let waiting: (() => void)[] | null = []

/** What was said before toasts are on screen waits for them: a screen may speak just before it leads to another. */
function say(speak: () => void): void {
  if (waiting) waiting.push(speak)
  else speak()
}

/** Called by the place where toasts appear, when it is there and when it goes. */
export function setToastsReady(isReady: boolean): void {
  if (!isReady) {
    waiting = []
    return
  }
  const spoken = waiting ?? []
  waiting = null
  for (const speak of spoken) speak()
}

/** The one way to speak beside the screen. Toasts sit in a polite live region. */
export const toast = {
  plain: (sentence: string, extra?: Extra) =>
    // A toast that takes the place of another one would keep its button.
    say(() => void sonner(sentence, { duration: PLAIN_MS, action: undefined, ...extra })),
  warn: (sentence: string, extra?: Extra & { action?: Action }) =>
    say(() => void sonner.warning(sentence, { duration: ERROR_MS, ...extra })),
  error: (sentence: string, extra?: Extra) =>
    say(() => void sonner.error(sentence, { duration: ERROR_MS, ...extra })),
  undoable: (sentence: string, action: Action, extra?: Extra) =>
    say(() => void sonner(sentence, { duration: UNDO_MS, action, ...extra })),
}
