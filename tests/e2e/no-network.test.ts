import { describe, it } from 'vitest'
import { useBrowser } from './browser.ts'

const { visit } = useBrowser()

describe('a screen that was never loaded', { timeout: 60_000 }, () => {
  it('says calmly that it cannot be, and comes when there is a network again', async () => {
    const { page, context, forgive } = await visit()
    await page.goto('/reset-password')
    const signIn = page.getByRole('link', { name: 'Back to sign-in' })
    await signIn.waitFor()
    await context.setOffline(true)
    await signIn.click()
    const alert = page.getByRole('alert')
    await alert.waitFor()
    await context.setOffline(false)
    await alert.getByRole('button').click()
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
    forgive(/./)
  })
})
