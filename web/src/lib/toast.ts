import { toast as sonner } from 'sonner'

/** Long enough to read, think and reach the button; WCAG asks for at least that. */
const UNDO_MS = 10_000
const ERROR_MS = 12_000

type Extra = { description?: string; id?: string }

/** The one way to speak beside the screen. Toasts sit in a polite live region. */
export const toast = {
  plain: (sentence: string, extra?: Extra) =>
    // A toast that takes the place of another one would keep its button.
    sonner(sentence, { duration: 5_000, action: undefined, ...extra }),
  warn: (sentence: string, extra?: Extra & { action?: { label: string; onClick: () => void } }) =>
    sonner.warning(sentence, { duration: ERROR_MS, ...extra }),
  error: (sentence: string, extra?: Extra) => sonner.error(sentence, { duration: ERROR_MS, ...extra }),
  undoable: (sentence: string, action: { label: string; onClick: () => void }, extra?: Extra) =>
    sonner(sentence, { duration: UNDO_MS, action, ...extra }),
}
