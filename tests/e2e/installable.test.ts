import { inject, describe, expect, it } from 'vitest'
import { useBrowser } from './browser.ts'
import { meet, signIn } from './people.ts'

const { visit } = useBrowser()

describe('the app on a device', () => {
  it('opens without a network, and keeps nothing of anybody’s data', async () => {
    const person = await meet()
    const { context, page, forgive } = await visit({ serviceWorkers: 'allow' })
    await signIn(page, person)
    await page.getByText('Nothing asks for you today.').waitFor()
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    // The first visit was not under the worker yet.
    await page.reload()
    await page.getByText('Nothing asks for you today.').waitFor()

    await context.setOffline(true)
    await page.reload()
    await page.getByRole('alert').waitFor()
    const kept = await page.evaluate(async () => {
      const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
      return (await Promise.all(stores.map((store) => store.keys())))
        .flat()
        .map(({ url }) => new URL(url).origin)
    })
    expect(new Set(kept)).toEqual(new Set([new URL(page.url()).origin]))

    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Nothing asks for you today.').waitFor()
    forgive(/ERR_INTERNET_DISCONNECTED|Failed to fetch/)
  })

  it('can be installed', async () => {
    const { webUrl } = inject('stack')
    const manifest = (await (await fetch(`${webUrl}/app.webmanifest`)).json()) as {
      display: string
      icons: { src: string; sizes: string; purpose?: string }[]
    }
    expect(manifest.display).toBe('standalone')
    const sizes = manifest.icons.map(({ sizes, purpose }) => purpose ?? sizes)
    expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512', 'maskable']))
    for (const { src } of manifest.icons) {
      const icon = await fetch(new URL(src, webUrl))
      expect([src, icon.status, icon.headers.get('content-type')?.slice(0, 6)]).toEqual([src, 200, 'image/'])
    }
  })

  it('loads only from itself and its Supabase', async () => {
    const { webUrl, apiUrl } = inject('stack')
    const { headers } = await fetch(webUrl)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain(`connect-src 'self' ${new URL(apiUrl).origin} ws`)
    expect(headers.get('x-content-type-options')).toBe('nosniff')

    const { page, forgive } = await visit()
    await page.goto('/')
    const ran = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken over"'
      document.body.append(script)
      return document.title
    })
    expect(ran).not.toBe('taken over')
    forgive(/Content Security Policy/)
  })
})
