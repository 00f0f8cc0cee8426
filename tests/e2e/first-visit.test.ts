import { describe, expect, it } from 'vitest'
import { expectFocus } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { taskLine } from './quick-add.ts'

const { visit } = useBrowser()

describe('the first visit', () => {
  it('shows a ranked life with reasons after one click, and takes it out again with one', async () => {
    const { page } = await visit()
    await page.goto('/')
    await page.getByRole('button', { name: 'Look around with a sample life' }).click()

    const late = page.getByRole('list', { name: 'Overdue' }).locator('> li')
    const due = page.getByRole('list', { name: 'For today' }).locator('> li')
    await due.first().waitFor()
    expect((await late.count()) + (await due.count())).toBeGreaterThan(10)
    // Nothing stands in Today without saying why.
    for (const row of [...(await late.all()), ...(await due.all())]) {
      expect(await row.getByRole('list', { name: 'Reasons' }).getByRole('listitem').count()).toBeGreaterThan(
        0,
      )
    }
    await late
      .first()
      .getByText(/\d days? overdue/)
      .waitFor()

    const badge = page.getByRole('region', { name: 'Sample life' })
    await badge.getByRole('button', { name: 'Remove sample life' }).click()
    await page.getByText('Nothing asks for you today.').waitFor()
    await badge.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Plan' }).click()
    await page.getByText('Your plan starts with a pillar.').waitFor()
  })

  it('starts an own life with three pillars, and takes a step back and forth', async () => {
    const { page } = await visit()
    await page.goto('/')
    await page.getByRole('button', { name: 'Start mine' }).click()
    await page.getByRole('textbox', { name: 'Pillar 2' }).fill('Workshop')
    await page.getByRole('button', { name: 'Remove Family & friends' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()

    // The caret is where the first task goes.
    await taskLine(page).waitFor()
    await expectFocus(taskLine(page))
    await page.keyboard.type('Sharpen the chisels')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    const done = page.getByRole('checkbox', { name: 'Complete “Sharpen the chisels”' })
    await done.click()
    await done.waitFor({ state: 'detached' })

    await page
      .getByRole('listitem')
      .filter({ hasText: 'Completed “Sharpen the chisels”' })
      .getByRole('button', { name: 'Undo' })
      .click()
    await done.waitFor()
    expect(await done.isChecked()).toBe(false)

    await page.getByRole('heading', { name: 'Today', level: 1 }).click()
    await page.keyboard.press('Control+Shift+Z')
    await done.waitFor({ state: 'detached' })
    await page.keyboard.press('Control+z')
    await done.waitFor()

    await page.getByRole('link', { name: 'Plan' }).click()
    for (const pillar of ['Health', 'Workshop']) {
      await page.getByRole('row', { name: pillar, level: 1 }).waitFor()
    }
    expect(await page.getByRole('row', { name: 'Family & friends' }).count()).toBe(0)
  })

  it('starts with a ready-made life, which one step takes out again', async () => {
    const { page } = await visit()
    await page.goto('/')
    await page.getByRole('button', { name: 'Start mine' }).click()
    await page.getByRole('button', { name: 'Student' }).click()
    await page.getByRole('checkbox', { name: 'Complete “Write a one-page CV”' }).waitFor()
    await page.getByRole('link', { name: 'Plan' }).click()
    await page.getByRole('row', { name: 'Academics', level: 1 }).waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('Your plan starts with a pillar.').waitFor()
  })

  it('loads less than 150 kB of JavaScript before one can begin', async () => {
    const { page } = await visit()
    const scripts: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script') {
        scripts.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
      }
    })
    await page.goto('/')
    await page.getByRole('button', { name: 'Start mine' }).waitFor()
    const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0)
    expect(bytes).toBeGreaterThan(0)
    expect(bytes).toBeLessThan(150_000)
  })
})
