import type { CDPSession, Page } from 'playwright-core'
import { expect, vi } from 'vitest'

const PATIENCE = { timeout: 15_000, interval: 30 }

/** So many presses of Tab lead from one end of the fullest screen to the other. */
const MOST_TABS = 70

/** What is read of an element besides role and name. */
const STATES = ['checked', 'pressed', 'expanded', 'selected', 'invalid'] as const

interface Spoken {
  role: string
  name: string
  /** Such as `expanded` or `not checked`. */
  states: string[]
  /** What is written in a field. */
  value: string
  /** The option, card or line that the arrow keys are on while the focus stays in the field. */
  active: string
}

/** Role, name and states, as one line: `checkbox “Complete “Run””, not checked`. */
const lineOf = ({ role, name, states }: Pick<Spoken, 'role' | 'name' | 'states'>): string =>
  [`${role} “${name}”`, ...states].join(', ')

/**
 * Somebody who hears the page and touches keys alone: what the browser gives to a screen reader about the element that
 * has the focus, and what live regions have said. Made before the page is opened.
 * @example const reader = await readAloud(page); await reader.tabTo('button', 'Save'); await reader.hears('Saved')
 */
export async function readAloud(page: Page): Promise<Reader> {
  await page.addInitScript(listen)
  return new Reader(page, await page.context().newCDPSession(page))
}

export class Reader {
  readonly #page: Page
  readonly #client: CDPSession

  constructor(page: Page, client: CDPSession) {
    this.#page = page
    this.#client = client
  }

  /** Presses keys one after the other; each is heard before the next. */
  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key)
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text)
  }

  /** Waits until the focus is on what is read as this. Of states, only those named are looked at. */
  async isAt(role: string, name: string | RegExp, ...states: readonly string[]): Promise<void> {
    await vi.waitFor(async () => {
      const spoken = await this.#focused()
      expect(lineOf(spoken)).toEqual(matching(spoken, role, name, states))
    }, PATIENCE)
  }

  /** Waits until the arrow keys are on this option of the field that has the focus. */
  async isOnOption(name: string | RegExp): Promise<void> {
    await vi.waitFor(async () => {
      expect((await this.#focused()).active).toMatch(typeof name === 'string' ? exactly(name) : name)
    }, PATIENCE)
  }

  /** Waits until this is written in the field that has the focus. */
  async isWritten(value: string): Promise<void> {
    await vi.waitFor(async () => expect((await this.#focused()).value).toBe(value), PATIENCE)
  }

  /** Tabs forward until the focus is on what is read as this. */
  async tabTo(role: string, name: string | RegExp, ...states: readonly string[]): Promise<void> {
    await this.#walk('Tab', role, name, states)
  }

  /** Tabs backward until the focus is on what is read as this. */
  async tabBackTo(role: string, name: string | RegExp, ...states: readonly string[]): Promise<void> {
    await this.#walk('Shift+Tab', role, name, states)
  }

  async #walk(key: string, role: string, name: string | RegExp, states: readonly string[]): Promise<void> {
    const passed: string[] = []
    for (let presses = 0; presses < MOST_TABS; presses++) {
      await this.#page.keyboard.press(key)
      const spoken = await this.#focused()
      if (lineOf(spoken) === matching(spoken, role, name, states)) return
      passed.push(lineOf(spoken))
    }
    throw new Error(`${key} does not lead to ${role} “${String(name)}”, but to:\n${passed.join('\n')}`)
  }

  /** Waits until a live region has said this. What it has said before counts once. */
  async hears(sentence: string | RegExp): Promise<void> {
    const wanted = typeof sentence === 'string' ? escaped(sentence) : sentence.source
    await vi.waitFor(async () => {
      const said = await this.#page.evaluate((pattern) => {
        const place = window.heard.findIndex((each) => new RegExp(pattern).test(each))
        return place < 0 ? [...window.heard] : void window.heard.splice(0, place + 1)
      }, wanted)
      expect(said, `nothing said “${String(sentence)}”`).toBeUndefined()
    }, PATIENCE)
  }

  /** Says what is read of the element that has the focus, the way a screen reader gets it. */
  async #focused(): Promise<Spoken> {
    const { result } = await this.#client.send('Runtime.evaluate', { expression: 'document.activeElement' })
    const node = await this.#accessible({ objectId: result.objectId })
    const properties = node?.properties ?? []
    const related = properties.find(({ name }) => name === 'activedescendant')?.value.relatedNodes?.[0]
    const active = related && (await this.#accessible({ backendNodeId: related.backendDOMNodeId }))
    return {
      role: String(node?.role?.value ?? 'nothing'),
      name: textOf(node?.name?.value),
      value: textOf(node?.value?.value),
      active: textOf(active?.name?.value),
      states: properties.flatMap(({ name, value }) => {
        if (!STATES.some((state) => state === name)) return []
        if (name === 'invalid') return value.value === 'true' ? ['invalid'] : []
        return String(value.value) === 'true' ? [name] : [`not ${name}`]
      }),
    }
  }

  async #accessible(which: { objectId?: string; backendNodeId?: number }) {
    const { nodes } = await this.#client.send('Accessibility.getPartialAXTree', {
      ...which,
      fetchRelatives: false,
    })
    return nodes[0]?.ignored ? undefined : nodes[0]
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : String(value ?? ''))

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const exactly = (text: string): RegExp => new RegExp(`^${escaped(text)}$`)

/** The line one waits for: what is left open (a name by pattern, other states) is taken from what is there. */
function matching(spoken: Spoken, role: string, name: string | RegExp, states: readonly string[]): string {
  const isNamed = typeof name === 'string' ? spoken.name === name : name.test(spoken.name)
  const others = spoken.states.filter((state) => states.length === 0 || states.includes(state))
  return lineOf({
    role,
    name: isNamed ? spoken.name : String(name),
    states: states.every((state) => others.includes(state)) ? spoken.states : [...states],
  })
}

declare global {
  interface Window {
    /** What live regions have said and no test has waited for yet. */
    heard: string[]
  }
}

/**
 * Runs in the page and notes what live regions say, by the rules that readers keep: a region speaks when its content
 * changes, not when it appears with its content, unless it is an alert; and not while it is hidden.
 */
function listen(): void {
  window.heard = []
  const REGION = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]'
  const elementOf = (node: Node) => (node instanceof Element ? node : node.parentElement)
  const say = (text: string | null | undefined) => {
    const sentence = text?.replace(/\s+/g, ' ').trim()
    if (sentence) window.heard.push(sentence)
  }
  const hear = (mutations: readonly MutationRecord[]) => {
    const added = new Set(mutations.flatMap(({ addedNodes }) => [...addedNodes]))
    const isNew = (element: Element) => [...added].some((node) => node.contains(element))
    const speaking = new Set<Element>()
    for (const { target, addedNodes } of mutations) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue
        if (node.matches('[role=alert]')) speaking.add(node)
        for (const alert of node.querySelectorAll('[role=alert]')) speaking.add(alert)
      }
      const region = elementOf(target)?.closest(REGION)
      if (!region || isNew(region)) continue
      // A status is read whole; of a list of messages, what has come.
      if (region.matches('[role=status], [role=alert]')) speaking.add(region)
      else for (const node of addedNodes) say(node.textContent)
      if (!region.matches('[role=status], [role=alert]') && addedNodes.length === 0) say(target.textContent)
    }
    for (const region of speaking) {
      if (!region.closest('[aria-hidden=true], [hidden], [inert]')) say(region.textContent)
    }
  }
  new MutationObserver(hear).observe(document, { childList: true, characterData: true, subtree: true })
}
