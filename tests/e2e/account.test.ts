import { SignJWT } from 'jose'
import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { expectFocus, expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import {
  linkIn,
  meet,
  meetRunner,
  randomEmail,
  readMail,
  signIn,
  signInByForm,
  taskNames,
  todayIn,
} from './people.ts'
import { addForToday, openLineOfToday, writeTask } from './quick-add.ts'
import { check } from './screen.ts'

const { visit } = useBrowser()

const PASSWORD = 'correct horse battery'

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account: / }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await heading(page, 'Sign in').waitFor()
  const session = async () => (await page.context().cookies()).filter(({ name }) => /session/.test(name))
  await expectSoon(session, [])
}

async function fillIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

/** Lets the time of a session run out: what the browser holds is over, and cannot be renewed. */
async function endSession(context: BrowserContext): Promise<void> {
  const secret = new TextEncoder().encode(inject('stack').jwtSecret)
  const cookies = await context.cookies()
  const [first, ...rest] = cookies.filter(({ name }) => name.startsWith('aurum-session'))
  const value = [first!, ...rest].map((cookie) => cookie.value).join('')
  const session = JSON.parse(Buffer.from(value.replace('base64-', ''), 'base64url').toString())
  const over = Math.floor(Date.now() / 1000) - 3600
  session.access_token = await new SignJWT({ role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(session.user.id)
    .setExpirationTime(over)
    .sign(secret)
  session.expires_at = over
  session.refresh_token = 'used-up'
  const [name] = first!.name.split('.')
  await context.clearCookies()
  await context.addCookies([
    {
      name: name!,
      value: `base64-${Buffer.from(JSON.stringify(session)).toString('base64url')}`,
      url: inject('stack').webUrl,
    },
  ])
}

describe('an account', () => {
  it('is made with an address and a password, left, and entered again', async () => {
    const email = randomEmail()
    const { page } = await visit()
    await page.goto('/sign-up')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Create an account' }).click()
    await page.getByRole('button', { name: 'Start mine' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await writeTask(page, 'Call Anna')
    await page.getByText('Added “Call Anna”').waitFor()

    await signOut(page)
    await page.goto('/today')
    await heading(page, 'Sign in').waitFor()
    await fillIn(page, email, PASSWORD)
    await check(page, 'Call Anna').waitFor()
  })

  it('is left only when what was just added has arrived', async () => {
    const { person } = await meetRunner([])
    const { page } = await visit()
    await signIn(page, person)
    let release: () => void = () => undefined
    const isReleased = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/rest/v1/tasks*', async (route) => {
      if (route.request().method() === 'POST') await isReleased
      await route.fallback()
    })
    await addForToday(page, 'Call Anna')
    await page.getByRole('button', { name: /^Account: / }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByText('Sending your last changes …').waitFor()
    expect(await taskNames(person)).toEqual([])
    release()
    await heading(page, 'Sign in').waitFor()
    expect(await taskNames(person)).toEqual(['Call Anna'])
  })

  it('is not left by itself while something cannot be sent', async () => {
    const { person } = await meetRunner([])
    const { page, context, forgive } = await visit()
    const isSignInKept = page.waitForResponse(/\/sign-in-page-[^/]*\.js/)
    await signIn(page, person)
    await isSignInKept
    // Opened once, line and menu open without a network too.
    await openLineOfToday(page)
    await page.keyboard.press('Escape')
    const menu = page.getByRole('button', { name: /^Account: / })
    await menu.click()
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor()
    await page.keyboard.press('Escape')
    await context.setOffline(true)
    await addForToday(page, 'Call Anna')
    await menu.click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByText('One change has not been sent yet').waitFor()
    await page.getByRole('button', { name: 'Sign out anyway' }).click()
    await heading(page, 'Sign in').waitFor()
    await context.setOffline(false)
    expect(await taskNames(person)).toEqual([])
    forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  })

  it('stays closed to a wrong password, says so and waits for the right one', async () => {
    const { email, password } = await meet()
    const { page, forgive } = await visit()
    await page.goto('/sign-in')
    await fillIn(page, email, 'not the password')
    await page.getByRole('alert').getByText('E-mail and password do not match.').waitFor()
    await expectFocus(page.getByLabel('Password'))
    expect(await page.getByLabel('E-mail').inputValue()).toBe(email)
    forgive(/status of 400/)

    await fillIn(page, email, password)
    await heading(page, 'Today').waitFor()
  })

  it('opens by a link from a mail, once', async () => {
    const { email } = await meet()
    const { page } = await visit()
    await page.goto('/sign-in?next=/plan')
    await page.getByRole('button', { name: 'Send me a link instead' }).click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Send link' }).click()
    await page.getByRole('status').getByText(`If ${email} has an account`).waitFor()

    const link = linkIn(await readMail(email))
    await page.goto(link)
    await heading(page, 'Plan').waitFor()
    expect(new URL(page.url()).searchParams.has('code')).toBe(false)

    await page.goto(link)
    await heading(page, 'This link did not work').waitFor()
    await page
      .getByRole('alert')
      .getByText('It has expired or was used already. Ask for a new one.')
      .waitFor()
  })

  it('opens by the code in a mail that is read on another device', async () => {
    const { email } = await meet()
    const { page } = await visit()
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Send me a link instead' }).click()
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Send link' }).click()
    const mail = await readMail(email)

    await page.getByLabel('Code from the mail').fill('no number')
    await page.getByRole('button', { name: 'Use code' }).click()
    await page.getByText('Enter the number from the mail.').waitFor()
    await expectFocus(page.getByLabel('Code from the mail'))
    await page.getByLabel('Code from the mail').fill(/\b\d{6,8}\b/.exec(mail.text!)![0])
    await page.getByRole('button', { name: 'Use code' }).click()
    await heading(page, 'Today').waitFor()
  })

  it('does not open to a link that was asked for in another browser, and says so', async () => {
    const { email, client } = await meet()
    const { page: asking } = await visit()
    await asking.goto('/reset-password')
    await asking.getByLabel('E-mail').fill(email)
    await asking.getByRole('button', { name: 'Send mail' }).click()
    const link = linkIn(await readMail(email))

    const { page } = await visit()
    await page.goto(link)
    await page
      .getByRole('alert')
      .getByText('This link was asked for in another browser. Ask for a new one here.')
      .waitFor()
    expect((await client.auth.getUser()).error).toBeNull()
  })

  it('gets a new password by mail', async () => {
    const { email } = await meet()
    const { page } = await visit()
    await page.goto('/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    await heading(page, 'Reset your password').waitFor()
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('button', { name: 'Send mail' }).click()
    await page.getByRole('status').getByText(`If ${email} has an account`).waitFor()

    await page.goto(linkIn(await readMail(email)))
    await heading(page, 'Choose a new password').waitFor()
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Save password' }).click()
    await heading(page, 'Today').waitFor()

    await signOut(page)
    await fillIn(page, email, PASSWORD)
    await heading(page, 'Today').waitFor()
  })

  it('is claimed by a guest who keeps everything', async () => {
    const email = randomEmail()
    const { context, page } = await visit()
    await page.goto('/')
    await page.getByRole('button', { name: 'Start mine' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    await writeTask(page, 'Call Anna')
    await page.getByText('Added “Call Anna”').waitFor()

    await page
      .getByRole('region', { name: 'Keep this plan' })
      .getByRole('button', { name: 'Keep this plan' })
      .click()
    const dialog = page.getByRole('dialog', { name: 'Keep this plan' })
    await dialog.getByLabel('E-mail').fill(email)
    await dialog.getByLabel('New password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Keep this plan' }).click()
    await page.getByText(`Open the link in the mail we sent to ${email} to finish.`).waitFor()

    // The link opens a tab of its own; both tabs know then whose plan it is.
    const tab = await context.newPage()
    await tab.goto(linkIn(await readMail(email)))
    await check(tab, 'Call Anna').waitFor()
    for (const window of [tab, page]) {
      await window.getByRole('region', { name: 'Keep this plan' }).waitFor({ state: 'detached' })
      await window.getByRole('button', { name: `Account: ${email}` }).waitFor()
    }

    const { page: phone } = await visit()
    await signInByForm(phone, { email, password: PASSWORD })
    await check(phone, 'Call Anna').waitFor()
  })

  it('cannot be claimed with an address that is taken, and nothing is lost', async () => {
    const { email } = await meet()
    const { page, forgive } = await visit()
    await page.goto('/')
    await page.getByRole('button', { name: 'Look around with a sample life' }).click()
    await page.getByRole('list', { name: 'For today' }).waitFor()
    await page.goto('/sign-up')
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('New password').fill(PASSWORD)
    await page.getByRole('button', { name: 'Keep this plan' }).click()
    await page
      .getByRole('alert')
      .getByText('There is an account with this e-mail already. Sign in instead.')
      .waitFor()
    await expectFocus(page.getByLabel('E-mail'))
    expect(await page.getByLabel('New password').inputValue()).toBe(PASSWORD)
    forgive(/status of 422/)

    await page.goto('/today')
    await page.getByRole('list', { name: 'For today' }).waitFor()
  })
})

describe('a session', () => {
  it('that has run out asks for the password and leads back to the same place', async () => {
    const { person, taskIds } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const { context, page, forgive } = await visit()
    await signInByForm(page, person)
    await endSession(context)

    await page.goto(`/plan?task=${taskIds[0]}`)
    await page.getByText('Your session has ended. Sign in and you are back where you were.').waitFor()
    forgive(/status of 40[013]/)
    await fillIn(page, person.email, person.password)
    await page.getByRole('dialog', { name: 'Buy shoes' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/plan')
  })

  it('ends in all tabs at once', async () => {
    const person = await meet()
    const { context, page } = await visit()
    await signInByForm(page, person)
    const other = await context.newPage()
    await other.goto('/plan')
    await heading(other, 'Plan').waitFor()

    await signOut(page)
    await heading(other, 'Sign in').waitFor()
  })

  it('of somebody else shows nothing of the one before', async () => {
    const { person } = await meetRunner(['Buy shoes'], { due_on: todayIn() })
    const stranger = await meet()
    const { page } = await visit()
    await signInByForm(page, person)
    await check(page, 'Buy shoes').waitFor()
    await signOut(page)
    await fillIn(page, stranger.email, stranger.password)
    await page.getByText('Nothing asks for you today.').waitFor()
    expect(await page.getByText('Buy shoes').count()).toBe(0)
  })
})
