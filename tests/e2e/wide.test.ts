import { describe, expect, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectFocus } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, signIn, todayIn } from './people.ts'
import { taskLine } from './quick-add.ts'

const { visit } = useBrowser()

describe('on a wide window', () => {
  it('the panel of a task stands beside the list, and both are in use', async () => {
    const { person } = await meetRunner(['Buy shoes', 'Stretch'], { due_on: todayIn() })
    const { page } = await visit({ viewport: { width: 1440, height: 900 } })
    await signIn(page, person)
    const details = page.getByRole('button', { name: 'Details of “Buy shoes”' })
    await details.click()
    const panel = page.getByRole('dialog', { name: 'Buy shoes' })
    await panel.getByText('Marathon').first().waitFor()

    const list = (await page.getByRole('main').boundingBox())!
    expect(list.x + list.width).toBeLessThanOrEqual((await panel.boundingBox())!.x)
    await expectAccessible(page, 'panel beside the list')
    await page.getByRole('checkbox', { name: 'Complete “Stretch”' }).click()
    await page.getByText('Completed “Stretch”').waitFor()
    await panel.waitFor()

    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('q')
    await expectFocus(taskLine(page))
    await page.keyboard.press('Escape')
    await taskLine(page).waitFor({ state: 'detached' })
    await panel.waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
  })
})
