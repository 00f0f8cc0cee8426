import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { removeDataDir } from '../../stack/data-dir.ts'
import { freeSettings } from '../../stack/ports.ts'
import { repositoryDir, StackError } from '../../stack/settings.ts'
import { startStack, type StackConnection } from '../../stack/start.ts'
import { launchBrowser, openWindow, settle } from '../browser.ts'
import { bringSession } from '../session.ts'
import { type Life, type LifeName, makeLives } from './lives.ts'
import { FOR_NOBODY, SCREENS, type Screens } from './screens.ts'

const FOLDER = path.join(repositoryDir, '.aurum', 'screenshots')
const README_PICTURE = path.join(repositoryDir, 'docs', 'today.png')
const README_MAX_BYTES = 300_000
/** Stands for that picture among the names. */
const README = 'readme'

const WIDTHS = [360, 768, 1440] as const
const WINDOWS = {
  360: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  768: { viewport: { width: 768, height: 1024 } },
  1440: { viewport: { width: 1440, height: 900 } },
} satisfies Record<(typeof WIDTHS)[number], BrowserContextOptions>

const LOOKS = ['light', 'dark'] as const
const PATIENCE_MS = 15_000

/**
 * `npm run screenshots [-- width or part of a name …]`: pictures of every screen at 360, 768 and 1440 px, light and dark, in
 * .aurum/screenshots; and, when nothing or `readme` is named, the one of the README. Runs on a stack of its own.
 * @returns the exit code: 1 when a screen could not be reached
 */
export async function main(args: string[] = []): Promise<number> {
  const widths = WIDTHS.filter((width) => args.includes(String(width)))
  const wanted = args.filter((arg) => !widths.some((width) => String(width) === arg))
  await rm(FOLDER, { recursive: true, force: true })
  await mkdir(FOLDER, { recursive: true })
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-screenshots-'))
  // Run by root, Postgres is another account, which must be able to enter.
  await chmod(dataDir, 0o755)
  const missed: string[] = []
  try {
    const stack = await startStack({ settings: await freeSettings(dataDir) })
    const browser = await launchBrowser()
    try {
      const lives = await makeLives(stack.connection)
      for (const width of widths.length > 0 ? widths : WIDTHS) {
        missed.push(...(await takeAll({ browser, connection: stack.connection, lives, width, wanted })))
      }
      if (args.length === 0 || wanted.includes(README)) await takeReadmePicture(browser, stack.connection)
    } finally {
      await browser.close()
      await stack.stop()
    }
  } finally {
    await removeDataDir(dataDir)
  }
  for (const miss of missed) console.error(`Missed: ${miss}`)
  console.log(`Pictures are in ${path.relative(repositoryDir, FOLDER)}`)
  return missed.length === 0 ? 0 : 1
}

interface Tour {
  browser: Browser
  connection: StackConnection
  lives: Record<LifeName, Life>
  width: (typeof WIDTHS)[number]
  /** Parts of the names of the screens to take; none means all. */
  wanted: string[]
}

/** @returns the screens that could not be reached, each with the reason */
async function takeAll({ browser, connection, lives, width, wanted }: Tour): Promise<string[]> {
  const missed: string[] = []
  const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part))
  const take = async (screens: Screens, life: Life) => {
    const chosen = Object.entries(screens).filter(([name]) => isWanted(name))
    if (chosen.length === 0) return
    const { context, page } = await openWindow(browser, connection.webUrl, {
      ...WINDOWS[width],
      reducedMotion: 'reduce',
    })
    context.setDefaultTimeout(PATIENCE_MS)
    if (screens !== FOR_NOBODY) await bringSession(context, connection, life)
    for (const [name, open] of chosen) {
      try {
        await open(page, life)
      } catch (error) {
        missed.push(`${name} at ${width}: ${String(error).split('\n')[0]}`)
      }
      await takeLooks(page, `${name}-${width}`)
      await page.unrouteAll()
      await context.setOffline(false)
    }
    await context.close()
  }
  await take(FOR_NOBODY, lives.empty)
  for (const name of Object.keys(SCREENS) as LifeName[]) await take(SCREENS[name], lives[name])
  return missed
}

async function takeLooks(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready)
  for (const colorScheme of LOOKS) {
    await page.emulateMedia({ colorScheme })
    await settle(page)
    await page.screenshot({ path: path.join(FOLDER, `${name}-${colorScheme}.png`) })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

async function takeReadmePicture(browser: Browser, connection: StackConnection): Promise<void> {
  const { context, page } = await openWindow(browser, connection.webUrl, {
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
  })
  await bringSession(context, connection, {
    email: connection.demoEmail,
    password: connection.demoPassword,
  })
  await page.goto('/today')
  await page.getByRole('list', { name: 'For today' }).waitFor()
  await page.getByRole('complementary').getByText('Live', { exact: true }).waitFor()
  await page
    .getByRole('button', { name: /^Notifications/ })
    .filter({ visible: true })
    .waitFor()
  await page.evaluate(() => document.fonts.ready)
  await page.mouse.move(0, 0)
  await settle(page)
  await page.screenshot({ path: README_PICTURE })
  await context.close()
  const { size } = await stat(README_PICTURE)
  if (size > README_MAX_BYTES)
    throw new StackError(`docs/today.png has ${size} bytes: too many for the README`)
}
