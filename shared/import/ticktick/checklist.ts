/** The marks TickTick and what copies it put before a step. */
const OPEN = /^\s*(?:[▫☐□○◻]|[-*]\s*\[\s?\])\s*/u
const DONE = /^\s*(?:[▪☑☒✓✔■●◼✅]|[-*]\s*\[[xX]\])\s*/u

/**
 * Splits the text of a checklist into its steps and what else stands there. Lines without a mark we know stay in the
 * notes as they are.
 */
export function readChecklist(text: string): { notes: string; items: { name: string; isDone: boolean }[] } {
  const items: { name: string; isDone: boolean }[] = []
  const notes: string[] = []
  for (const line of text.split(/\r\n|\r|\n/)) {
    const isDone = DONE.test(line)
    const name = isDone ? line.replace(DONE, '').trim() : OPEN.test(line) ? line.replace(OPEN, '').trim() : ''
    if (name === '') notes.push(line)
    else items.push({ name, isDone })
  }
  return { notes: notes.join('\n').trim(), items }
}
