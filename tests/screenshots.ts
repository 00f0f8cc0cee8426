import { mkdir, mkdtemp, chmod, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { removeDataDir } from '../stack/data-dir.ts'
import { freeSettings } from '../stack/ports.ts'
import { repositoryDir, StackError } from '../stack/settings.ts'
import { startStack, type StackConnection } from '../stack/start.ts'
import { launchBrowser, openWindow } from './browser.ts'

const FOLDER = path.join(repositoryDir, '.aurum', 'screenshots')
const README_PICTURE = path.join(repositoryDir, 'docs', 'today.png')
const README_MAX_BYTES = 300_000

const WIDTHS = [360, 768, 1440] as const
const HEIGHTS: Record<(typeof WIDTHS)[number], number> = { 360: 740, 768: 1024, 1440: 900 }
const LOOKS = ['light', 'dark'] as const

const heading = (page: Page, name: string) =>
  page.getByRole('main').getByRole('heading', { level: 1, name }).waitFor()

/** Every screen by name, and how to get there; those after `today` need a sample life. */
const OUTSIDE: Record<string, (page: Page) => Promise<void>> = {
  welcome: async (page) => {
    await page.goto('/welcome')
    await page.getByRole('button', { name: 'Start mine' }).waitFor()
  },
  'start-mine': async (page) => {
    await page.getByRole('button', { name: 'Start mine' }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).waitFor()
  },
  'sign-in': async (page) => {
    await page.goto('/sign-in')
    await heading(page, 'Sign in')
  },
  'sign-up': async (page) => {
    await page.goto('/sign-up')
    await heading(page, 'Create an account')
  },
}

const INSIDE: Record<string, (page: Page) => Promise<void>> = {
  today: async (page) => {
    await page.goto('/today')
    await page.getByRole('list', { name: 'For today' }).waitFor()
  },
  task: async (page) => {
    await page
      .getByRole('button', { name: /^Details of/, includeHidden: true })
      .first()
      .dispatchEvent('click')
    await page.getByRole('dialog').getByText('Why it is here').waitFor()
  },
  project: async (page) => {
    await page.getByRole('link', { name: /^Go to the project/ }).click()
    await page.getByRole('textbox', { name: 'Add task' }).waitFor()
    await page.getByRole('button', { name: /^Done \d/ }).waitFor()
  },
  plan: async (page) => {
    await page.goto('/plan')
    // The figures come after the rows, and are shorter on a phone.
    const figures = page.getByRole('row', { name: 'Health' }).getByText(/^\d+( of |\/)\d+$/)
    await figures.filter({ visible: true }).first().waitFor()
  },
  history: async (page) => {
    await page.goto('/history')
    await page
      .getByRole('button', { name: /^Show details/ })
      .first()
      .waitFor()
  },
  trash: async (page) => {
    await page.goto('/trash')
    await page.getByText('The trash is empty.').waitFor()
  },
  templates: async (page) => {
    await page.goto('/templates')
    await page.getByRole('button', { name: 'Add six templates' }).waitFor()
  },
  labels: async (page) => {
    await page.goto('/labels')
    await page.getByRole('textbox', { name: 'Name of a new label' }).waitFor()
    await page.getByText('five minutes').waitFor()
  },
  import: async (page) => {
    await page.goto('/import')
    await page.getByLabel('Files to import').waitFor({ state: 'attached' })
  },
  settings: async (page) => {
    await page.goto('/settings')
    await heading(page, 'Settings')
  },
}

/**
 * `npm run screenshots`: pictures of every screen at 360, 768 and 1440 px, light and dark, in .aurum/screenshots, and
 * the one of the README. Runs on a stack of its own.
 * @returns the exit code
 */
export async function main(): Promise<number> {
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-screenshots-'))
  // Run by root, Postgres is another account, which must be able to enter.
  await chmod(dataDir, 0o755)
  try {
    const stack = await startStack({ settings: await freeSettings(dataDir) })
    const browser = await launchBrowser()
    try {
      for (const width of WIDTHS) {
        for (const look of LOOKS) await takeAll(browser, stack.connection, width, look)
      }
      await takeReadmePicture(browser, stack.connection)
    } finally {
      await browser.close()
      await stack.stop()
    }
  } finally {
    await removeDataDir(dataDir)
  }
  console.log(`Pictures are in ${path.relative(repositoryDir, FOLDER)}`)
  return 0
}

async function takeAll(
  browser: Browser,
  connection: StackConnection,
  width: (typeof WIDTHS)[number],
  colorScheme: (typeof LOOKS)[number],
): Promise<void> {
  const { context, page } = await openWindow(browser, connection.webUrl, {
    viewport: { width, height: HEIGHTS[width] },
    colorScheme,
    reducedMotion: 'reduce',
    ...(width === 360 && { hasTouch: true, isMobile: true }),
  })
  const take = async (screens: typeof OUTSIDE) => {
    for (const [name, open] of Object.entries(screens)) {
      await open(page)
      await page.evaluate(() => document.fonts.ready)
      await page.screenshot({ path: path.join(FOLDER, `${name}-${width}-${colorScheme}.png`) })
    }
  }
  await take(OUTSIDE)
  await signIn(page, connection)
  await take(INSIDE)
  await context.close()
}

async function signIn(page: Page, { demoEmail, demoPassword }: StackConnection): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(demoEmail)
  await page.getByLabel('Password').fill(demoPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('list', { name: 'For today' }).waitFor()
}

async function takeReadmePicture(browser: Browser, connection: StackConnection): Promise<void> {
  const { context, page } = await openWindow(browser, connection.webUrl, {
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await signIn(page, connection)
  await page.getByRole('complementary').getByText('Live', { exact: true }).waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await page.screenshot({ path: README_PICTURE })
  await context.close()
  const { size } = await stat(README_PICTURE)
  if (size > README_MAX_BYTES)
    throw new StackError(`docs/today.png has ${size} bytes: too many for the README`)
}
