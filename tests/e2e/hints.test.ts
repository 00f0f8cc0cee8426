import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { settle } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

const MOST_HINTS = 5

const hint = (page: Page) => page.getByRole('complementary', { name: 'Hint' })

/** Looks at the screen until it is time for a hint. */
async function lookAround(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Complete “Buy shoes”' }).waitFor()
  await page.clock.fastForward(6_000)
}

const remembered = (page: Page, personId: string) =>
  page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? '{}') as object, `aurum.hints.${personId}`)

describe('the hints of the first days', { timeout: 60_000 }, () => {
  it('are five at most, go when their thing was done, and never come back', async () => {
    const { person, projectId } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    // What undo takes back here, so that the other task stays.
    const last = { user_id: person.id, project_id: projectId, name: 'Buy socks', due_on: todayIn() }
    await person.client.from('tasks').insert(last).throwOnError()
    const { page } = await visit()
    await page.clock.install()
    await signIn(page, person)

    const doings = [
      ['A new task from anywhere:', 'q'],
      ['Find and do everything:', 'Control+k'],
      // By its other key: who undoes needs no hint about it.
      ['Every step can be taken back:', 'z'],
      ['All keys of this screen:', '?'],
    ] as const
    expect(doings.length).toBeLessThanOrEqual(MOST_HINTS)
    for (const [sentence, key] of doings) {
      await lookAround(page)
      await hint(page).getByText(sentence).waitFor()
      expect(await hint(page).count()).toBe(1)
      await page.keyboard.press(key)
      await hint(page).waitFor({ state: 'detached' })
      await page.reload()
    }
    // A fifth would come now, and none of the four comes again.
    const isReady = page.waitForResponse(/\/hints-[^/]*\.js/)
    await lookAround(page)
    await isReady
    await settle(page)
    expect(await hint(page).count()).toBe(0)
    expect(await remembered(page, person.id)).toEqual({
      ...{ 'quick-add': 'done', palette: 'done', undo: 'done', shortcuts: 'done' },
    })
  })

  it('leave by themselves after a quarter of a minute, and at once for who wants none', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await page.clock.install()
    await signIn(page, person)
    await lookAround(page)
    await hint(page).getByText('A new task from anywhere:').waitFor()
    await page.clock.fastForward(15_000)
    await hint(page).waitFor({ state: 'detached' })

    await page.reload()
    await lookAround(page)
    await hint(page).getByText('A new task from anywhere:').waitFor()
    await hint(page).getByRole('button', { name: 'Do not show this hint again' }).press('Enter')
    await hint(page).waitFor({ state: 'detached' })
    await page.reload()
    await lookAround(page)
    await hint(page).getByText('Find and do everything:').waitFor()
  })

  it('are not needed for what was done before they came', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { page } = await visit()
    await page.clock.install()
    await signIn(page, person)
    await page.keyboard.press('q')
    await page.getByRole('combobox', { name: 'New task' }).waitFor()
    await page.keyboard.press('Escape')
    await lookAround(page)
    await hint(page).getByText('Find and do everything:').waitFor()
  })
})
