import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import german from '../../web/src/lib/i18n/messages/de.json' with { type: 'json' }
import english from '../../web/src/lib/i18n/messages/en.json' with { type: 'json' }
import { expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meetRunner, signIn, todayIn } from './people.ts'

const { visit } = useBrowser()

type Catalogue = { [key: string]: string | Catalogue }

function texts(catalogue: Catalogue): string[] {
  return Object.values(catalogue).flatMap((value) => (typeof value === 'string' ? [value] : texts(value)))
}

/** What can only be English: whole texts of the English catalogue that the German one does not have. */
const ENGLISH = (() => {
  const alsoGerman = new Set(texts(german))
  return new Set(texts(english).filter((text) => !/[{<]/.test(text) && !alsoGerman.has(text)))
})()

/** Every text that the page shows or reads out, be it content, a label or a placeholder. */
const textsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [document.title]
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
      if (!walker.currentNode.parentElement?.closest('script, style, [lang]:not(html)')) {
        found.push(walker.currentNode.textContent ?? '')
      }
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(element.getAttribute(name) ?? '')
    }
    return found.map((text) => text.trim()).filter(Boolean)
  })

async function expectGerman(page: Page): Promise<void> {
  await expectSoon(() => page.evaluate(() => document.documentElement.lang), 'de')
  expect((await textsOf(page)).filter((text) => ENGLISH.has(text))).toEqual([])
}

const isDark = (page: Page) =>
  page.evaluate(() => {
    const [red = 255] = getComputedStyle(document.documentElement)
      .backgroundColor.match(/[\d.]+/g)!
      .map(Number)
    return red < 100
  })

describe('the language', () => {
  it('follows the device, changes with one press and is kept', async () => {
    const { page } = await visit({ locale: 'de-AT' })
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: german.welcome.title }).waitFor()
    await expectGerman(page)
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { level: 1, name: english.welcome.title }).waitFor()
    await page.reload()
    await page.getByRole('heading', { level: 1, name: english.welcome.title }).waitFor()
  })

  it('is German on every screen once chosen, dates too, and on every device', async () => {
    const { person, taskIds } = await meetRunner(['Schuhe kaufen'], {
      ...{ due_on: todayIn(), due_time: '14:30', deadline_on: '2027-03-04', duration_minutes: 90 },
      ...{ description: 'Größe 43', priority: 'high' },
    })
    await person.client.from('pillars').update({ name: 'Gesundheit' }).eq('user_id', person.id).throwOnError()
    const { page } = await visit()
    await signIn(page, person, '/settings')
    await page.getByRole('radio', { name: 'Deutsch' }).check({ force: true })
    await page.getByRole('heading', { level: 1, name: german.settings.title }).waitFor()
    await expectGerman(page)

    await page.getByRole('link', { name: german.shell.nav.today }).first().click()
    await page.getByRole('list', { name: german.today.nowLabel }).waitFor()
    const today = new Intl.DateTimeFormat('de-DE', {
      ...{ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' },
    }).format(Date.now())
    await page.getByText(today, { exact: true }).waitFor()
    const row = page.getByRole('list', { name: german.today.nowLabel }).getByRole('listitem').first()
    await row.getByText('4. März 2027').first().waitFor()
    await row.getByText('14:30').first().waitFor()
    await row.getByText('1 h 30 min').first().waitFor()
    await expectGerman(page)

    const putOff = german.tasks.snooze.label.replace('{name}', 'Schuhe kaufen')
    await page.getByRole('button', { name: putOff }).click()
    await page.getByRole('menu').waitFor()
    await expectGerman(page)
    await page.keyboard.press('Escape')

    await page.goto(`/today?task=${taskIds[0]}`)
    await page.getByRole('dialog', { name: 'Schuhe kaufen' }).getByText(german.tasks.panel.why).waitFor()
    await expectGerman(page)
    await page.keyboard.press('Escape')

    await page.getByRole('link', { name: german.shell.nav.plan }).first().click()
    await page.getByRole('row', { name: 'Gesundheit' }).waitFor()
    await page.getByRole('row', { name: 'Gesundheit' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: german.plan.editTitle.pillar }).waitFor()
    await expectGerman(page)
    await page.keyboard.press('Escape')

    await page.getByRole('link', { name: german.shell.nav.history }).first().click()
    await page.getByRole('heading', { level: 2, name: german.history.today }).waitFor()
    await expectGerman(page)
    await page.getByRole('link', { name: german.shell.nav.import }).first().click()
    await page.getByRole('heading', { level: 2 }).first().waitFor()
    await expectGerman(page)

    const { page: phone } = await visit({ locale: 'en-GB' })
    await phone.goto('/today')
    await phone.getByLabel('E-mail').fill(person.email)
    await phone.getByLabel('Password').fill(person.password)
    await phone.keyboard.press('Enter')
    await phone.getByRole('heading', { level: 1, name: german.today.title }).waitFor()
    await expectGerman(phone)
  })

  it('is German where one signs in, and in what goes wrong there', async () => {
    const { page, forgive } = await visit({ locale: 'de-DE' })
    for (const path of ['/sign-in', '/sign-up', '/reset-password', '/auth/callback', '/nowhere']) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const send = page.getByRole('main').getByRole('button').first()
      if ((await send.count()) > 0) await send.click()
      await expectGerman(page)
    }
    await page.goto('/sign-in')
    await page.getByLabel(german.account.email).fill('nobody@example.com')
    await page.getByLabel(german.account.password).fill('nothing at all')
    await page.keyboard.press('Enter')
    await page.getByText(german.account.errors.invalidCredentials).waitFor()
    await expectGerman(page)
    forgive(/status of 400/)
  })
})

describe('the look', () => {
  it('follows the system until one is chosen, which is kept from the first paint on', async () => {
    const { person } = await meetRunner([])
    const { page, forgive } = await visit({ colorScheme: 'dark' })
    await signIn(page, person, '/settings')
    expect(await isDark(page)).toBe(true)
    await page.emulateMedia({ colorScheme: 'light' })
    await expectSoon(() => isDark(page), false)

    await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
    await expectSoon(() => isDark(page), true)
    await expectSoon(
      async () => {
        const { data } = await person.client.from('user_profiles').select('theme').single()
        return data
      },
      { theme: 'dark' },
    )

    // Before any script of the app has run.
    await page.route('**/assets/index-*.js', (route) => route.abort())
    await page.goto('/today', { waitUntil: 'domcontentloaded' })
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    forgive(/ERR_FAILED/)
  })

  it('goes back with the undo of its change, and shows on the other device', async () => {
    const { person } = await meetRunner([])
    const [{ page: here }, { page: there }] = await Promise.all([visit(), visit()])
    await Promise.all([signIn(here, person, '/settings'), signIn(there, person)])
    await here.getByRole('radio', { name: 'Dark' }).check({ force: true })
    await expectSoon(() => isDark(here), true)
    await expectSoon(() => isDark(there), true)
    await here.keyboard.press('Control+z')
    await expectSoon(() => isDark(here), false)
    await expectSoon(() => here.getByRole('radio', { name: 'System' }).isChecked(), true)
    await expectSoon(() => isDark(there), false)
  })
})
