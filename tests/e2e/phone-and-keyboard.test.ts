import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { expectFocus, expectNoSidewaysScroll, expectSoon, settle } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, meetRunner, signIn, todayIn } from './people.ts'
import { openLineOfToday, taskLine } from './quick-add.ts'
import { check, PHONE } from './screen.ts'

const { visit } = useBrowser()

const FINGER_PX = 44

/** The controls on screen that a finger would miss: smaller than 44 px and without room made for it around them. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate((finger) => {
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href]:not([href="#main"]), button, input, select, textarea, [role=option]',
    )
    return [...controls].flatMap((control) => {
      const { width, height } = control.getBoundingClientRect()
      const style = getComputedStyle(control)
      // Not shown at all, or a link within a sentence.
      if (width < 2 || height < 2 || style.visibility === 'hidden') return []
      if (control.closest('p') && style.display === 'inline') return []
      // Names stand in rows that answer to a finger as a whole.
      if (control.title === 'Edit name') return []
      // A hidden input answers for its label; a small one may reach further than it shows.
      const { width: labelWidth, height: labelHeight } = control
        .closest('label')
        ?.getBoundingClientRect() ?? {
        width: 0,
        height: 0,
      }
      const reach = getComputedStyle(control, '::before')
      const grown = (side: string) => (reach.position === 'absolute' ? -2 * (parseFloat(side) || 0) : 0)
      const wide = Math.max(width + grown(reach.left), labelWidth)
      const high = Math.max(height + grown(reach.top), labelHeight)
      const name = control.getAttribute('aria-label') ?? control.textContent?.trim() ?? ''
      return wide < finger || high < finger ? [`${name} ${Math.round(wide)}×${Math.round(high)}`] : []
    })
  }, FINGER_PX)

async function expectFitForFingers(page: Page): Promise<void> {
  await settle(page)
  await expectNoSidewaysScroll(page)
  expect(await tooSmall(page)).toEqual([])
}

describe('on a phone', () => {
  it('everything is within reach and nothing runs off the side', async () => {
    const { page } = await visit(PHONE)
    await page.goto('/')
    await page.getByRole('button', { name: 'Start mine' }).tap()
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
    await expectFitForFingers(page)
    await page.getByRole('button', { name: 'Back' }).tap()
    await expectFitForFingers(page)
    await page.getByRole('button', { name: 'Look around with a sample life' }).tap()
    await page.getByRole('list', { name: 'For today' }).waitFor()
    await expectFitForFingers(page)

    const bar = page.getByRole('navigation', { name: 'Main' })
    for (const name of ['Plan', 'Insights', 'Settings', 'Today']) {
      await bar.getByRole('link', { name }).tap()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      await expectSoon(() => bar.getByRole('link', { name }).getAttribute('aria-current'), 'page')
      await expectFitForFingers(page)
    }
  })

  it('the details of a task come from below and fit', async () => {
    const { person } = await meetRunner(['Buy shoes', 'W'.repeat(200)], {
      ...{ due_on: todayIn(), deadline_on: todayIn('UTC', 2), duration_minutes: 135, priority: 'urgent' },
    })
    const { page } = await visit(PHONE)
    await signIn(page, person)
    await expectFitForFingers(page)
    await page.getByRole('button', { name: 'Put off “Buy shoes”' }).tap()
    await page.getByRole('menuitem', { name: 'Tomorrow' }).waitFor()
    await expectNoSidewaysScroll(page)
    await page.keyboard.press('Escape')

    await page
      .getByRole('list', { name: 'For today' })
      .getByRole('listitem')
      .filter({ hasText: 'Buy shoes' })
      .getByText('Marathon')
      .tap()
    const panel = page.getByRole('dialog', { name: 'Buy shoes' })
    await panel.waitFor()
    await expectFitForFingers(page)
    const box = (await panel.boundingBox())!
    expect(box.width).toBe(360)
    expect(Math.round(box.y + box.height)).toBe(740)
    await panel.getByRole('button', { name: 'Close' }).tap()
    await panel.waitFor({ state: 'detached' })

    await page.getByRole('link', { name: 'Plan' }).tap()
    await page.getByRole('button', { name: 'Actions for Marathon' }).tap()
    await page.getByRole('menuitem', { name: 'Edit' }).tap()
    await page.getByRole('dialog', { name: 'Edit project' }).waitFor()
    await expectFitForFingers(page)
  })

  it('the toast stands above the bar, and its button can be hit', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit(PHONE)
    await signIn(page, person)
    await check(page, 'Buy shoes').tap()
    const undo = page.getByRole('listitem').filter({ hasText: 'Completed “Buy shoes”' }).getByRole('button')
    await undo.waitFor()
    await settle(page)
    const button = (await undo.boundingBox())!
    const bar = (await page.getByRole('navigation', { name: 'Main' }).boundingBox())!
    expect(button.height).toBeGreaterThanOrEqual(FINGER_PX)
    expect(button.y + button.height).toBeLessThanOrEqual(bar.y)
    await undo.tap()
    await check(page, 'Buy shoes').waitFor()
  })
})

describe('by keyboard alone', () => {
  /** Presses Tab until the focus is there. */
  async function tabTo(page: Page, element: Locator, most = 25): Promise<void> {
    for (let presses = 0; presses < most; presses++) {
      await page.keyboard.press('Tab')
      if (await element.evaluate((node) => node === document.activeElement)) return
    }
    throw new Error(`${most} times Tab does not lead to ${String(element)}`)
  }

  it('a day can be lived: skip, add, rename, put off, look, finish, take back', async () => {
    const { person } = await meetRunner(['Buy shoes', 'Stretch', 'Sleep'], { due_on: todayIn() })
    const { page } = await visit()
    await signIn(page, person)
    await check(page, 'Buy shoes').waitFor()
    await page.reload()
    await check(page, 'Buy shoes').waitFor()

    await page.keyboard.press('Tab')
    await expectFocus(page.getByRole('link', { name: 'Skip to content' }))
    await page.keyboard.press('Enter')
    const add = page.getByRole('button', { name: 'Add a task for today' })
    await tabTo(page, add, 3)
    await page.keyboard.press('Enter')
    await expectFocus(taskLine(page))
    await page.keyboard.type('Drink water')
    await page.keyboard.press('Enter')
    await expectFocus(taskLine(page))
    await page.keyboard.press('Escape')
    await check(page, 'Drink water').waitFor()
    await expectFocus(add)

    const rename = page.getByRole('button', { name: 'Buy shoes', exact: true })
    await tabTo(page, rename)
    await page.keyboard.press('Enter')
    await expectFocus(page.getByRole('textbox', { name: 'Name of “Buy shoes”' }))
    await page.keyboard.type('Buy boots')
    await page.keyboard.press('Enter')
    await expectFocus(page.getByRole('button', { name: 'Buy boots', exact: true }))

    const details = page.getByRole('button', { name: 'Details of “Buy boots”' })
    await tabTo(page, details, 3)
    await page.keyboard.press('Enter')
    const panel = page.getByRole('dialog', { name: 'Buy boots' })
    await panel.waitFor()
    // The focus is in the panel and cannot leave it.
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab')
      expect(await panel.evaluate((node) => node.contains(document.activeElement))).toBe(true)
    }
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await expectFocus(details)

    await page.keyboard.press('Shift+Tab')
    await expectFocus(page.getByRole('button', { name: 'Put off “Buy boots”' }))
    await page.keyboard.press('Enter')
    await page.getByRole('menu').waitFor()
    await page.keyboard.press('Escape')
    await expectFocus(page.getByRole('button', { name: 'Put off “Buy boots”' }))
    await page.keyboard.press('Enter')
    await expectFocus(page.getByRole('menuitem').first())
    // By a part of its name: what stands above it depends on the hour.
    await page.keyboard.type('tom')
    await expectFocus(page.getByRole('menuitem', { name: 'Tomorrow' }))
    await page.keyboard.press('Enter')
    await page.getByText(/^Put off “Buy boots”: /).waitFor()
    await check(page, 'Buy boots').waitFor({ state: 'detached' })

    // The focus went on to a neighbour, not to nowhere.
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
    await check(page, 'Stretch').focus()
    await page.keyboard.press('Space')
    await check(page, 'Stretch').waitFor({ state: 'detached' })
    expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
    await page.keyboard.press('Control+z')
    await check(page, 'Stretch').waitFor()
  })

  it('typing in a field keeps its own undo', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    await openLineOfToday(page)
    const field = taskLine(page)
    await field.fill('First')
    await field.press('Enter')
    await field.press('x')
    await field.press('Control+z')
    await expectSoon(() => field.inputValue(), '')
    await field.press('Control+z')
    await page.getByText('Added “First”').first().waitFor()
    await page.keyboard.press('Escape')
    expect(await check(page, 'First').count()).toBe(1)
  })

  it('the focus starts at the heading of each screen', async () => {
    const person = await meet()
    const { page } = await visit()
    await signIn(page, person)
    for (const name of ['Plan', 'History', 'Settings', 'Import', 'Today']) {
      await page.getByRole('link', { name, exact: true }).first().focus()
      await page.keyboard.press('Enter')
      await expectFocus(page.getByRole('heading', { level: 1, name }))
      await expectSoon(() => page.title(), `${name} · Aurum Life`)
    }
  })
})
