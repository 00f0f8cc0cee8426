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

describe('a very first visit on which the app itself does not come', { timeout: 60_000 }, () => {
  it.each([
    ['its script', '**/assets/index-*.js', 'en-GB', 'Aurum Life could not be loaded.'],
    ['its words', '**/assets/de-*.js', 'de-DE', 'Aurum Life konnte nicht geladen werden.'],
  ])('says so without %s, and comes when it is tried again', async (_, file, locale, sentence) => {
    const { page, context, forgive } = await visit({ locale })
    await context.route(file, (route) => route.abort())
    await page.goto('/welcome')
    const told = page.getByRole('alert')
    await told.getByText(sentence).waitFor()
    await context.unroute(file)
    await told.getByRole('link').click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await told.waitFor({ state: 'hidden' })
    forgive(/./)
  })

  it('comes by itself when its script only failed once', async () => {
    const { page, context, forgive } = await visit()
    await context.route('**/assets/index-*.js', (route) => route.abort(), { times: 1 })
    await page.goto('/welcome')
    await page.getByRole('heading', { level: 1 }).waitFor()
    forgive(/./)
  })
})
