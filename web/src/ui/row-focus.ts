/** Marks a list whose rows are walked by arrow keys, its rows (`<li>`), and in each row what takes the focus. */
export const LIST = '[data-row-list]'
export const ROW = 'li[data-row-key]'
export const ROW_FOCUS = '[data-row-focus]'

/** The row in which the focus is. */
export const rowOf = (element: Element | null): HTMLElement | null =>
  element?.closest<HTMLElement>(ROW) ?? null

/** The row that Tab would lead to: one in each list. */
export const activeRow = (list: ParentNode = document): HTMLElement | null =>
  list.querySelector<HTMLElement>(`${ROW}[data-active]`)

/** Room for the bars at the top and bottom of a phone. */
const BARS = '4rem 6rem'

/** Scrolls no more than it takes. Not for what a finger or a pointer is on: it would slip away from the press. */
export function bringIntoView(row: HTMLElement): void {
  row.style.scrollMarginBlock = BARS
  row.scrollIntoView({ block: 'nearest' })
  row.style.scrollMarginBlock = ''
}

/** Gives the focus to a row and brings it into view. */
export function focusRow(row: HTMLElement | null | undefined): boolean {
  const target = row?.querySelector<HTMLElement>(ROW_FOCUS)
  if (!row || !target) return false
  target.focus({ preventScroll: true })
  bringIntoView(row)
  return true
}

/**
 * From the row that has the focus to the one after or before it, across the lists of the screen. Without a focused row
 * the first list's active row is where one starts.
 */
export function moveRowFocus(direction: 1 | -1, from: Element | null = document.activeElement): boolean {
  const row = rowOf(from)
  if (!row) return focusRow(activeRow())
  const sibling = direction === 1 ? row.nextElementSibling : row.previousElementSibling
  if (sibling) return focusRow(sibling as HTMLElement)
  const lists = [...document.querySelectorAll(LIST)]
  const next = lists[lists.indexOf(row.closest(LIST) as Element) + direction]
  return focusRow((direction === 1 ? next?.firstElementChild : next?.lastElementChild) as HTMLElement | null)
}

/** Where the focus goes when what had it is gone: the list's active row, or the heading of the screen. */
export function focusListOrHeading(list: Element | null): void {
  if (list?.isConnected && focusRow(activeRow(list))) return
  document.querySelector<HTMLElement>('main h1')?.focus()
}

/**
 * To be called before the list item of what is pressed goes: hands the focus to the same button of the item after or
 * before it, or, after the last one, to what the list is filled with. Otherwise it would be lost.
 */
export function handFocusOn(pressed: Element): void {
  const item = pressed.closest('li')
  const list = item?.parentElement
  const buttonsOf = (row: Element | null | undefined) => [...(row?.querySelectorAll('button') ?? [])]
  const beside = buttonsOf(item?.nextElementSibling ?? item?.previousElementSibling)
  const place = buttonsOf(item).findIndex((button) => button === pressed)
  const around = list?.parentElement?.querySelectorAll<HTMLElement>('input:not([hidden]), button') ?? []
  const filling = [...around].find((control) => !list?.contains(control))
  const target = beside[place] ?? beside.at(-1) ?? filling ?? document.querySelector<HTMLElement>('main h1')
  target?.focus()
}
