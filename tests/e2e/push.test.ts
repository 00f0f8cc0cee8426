import type { BrowserContext, Page, Worker } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { expectAccessible } from './accessibility.ts'
import { expectSoon } from './assertions.ts'
import { useBrowser } from './browser.ts'
import { meet, signIn } from './people.ts'
import { toast } from './screen.ts'

const { visit } = useBrowser()
const SETTINGS = '/settings/notifications'

interface Ringing {
  page: Page
  worker: Worker
  /** Brings the worker what the push service of the browser would. */
  push(data: string): Promise<void>
  /** What the worker asked the browser to show. */
  shown(): Promise<unknown>
}

/** A page under its worker. This Chromium has nowhere to show notifications: what it should show is noted. */
async function ring(page: Page, context: BrowserContext): Promise<Ringing> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready))
  // The first visit was not under the worker yet.
  await page.reload()
  await page.getByRole('navigation').first().waitFor()
  const [worker] = context.serviceWorkers()
  await worker!.evaluate(`
    self.shown = []
    self.registration.showNotification = async (title, { body, tag, data }) =>
      void self.shown.push({ title, body, tag, path: data.path })
  `)
  const protocol = await context.newCDPSession(page)
  const registration = new Promise<string>((resolve) => {
    protocol.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [first] }) => {
      if (first) resolve(first.registrationId)
    })
  })
  await protocol.send('ServiceWorker.enable')
  const origin = inject('stack').webUrl
  return {
    page,
    worker: worker!,
    push: async (data) => {
      const registrationId = await registration
      await protocol.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
    },
    shown: () => worker!.evaluate('self.shown'),
  }
}

/** Presses a notification that leads to this address. */
const press = (worker: Worker, path: string) =>
  worker.evaluate(`
    self.dispatchEvent(Object.assign(new ExtendableEvent('notificationclick'), {
      notification: { data: { path: ${JSON.stringify(path)} }, close() {} },
      waitUntil() {},
    }))
  `)

describe('a device that is rung', { timeout: 90_000 }, () => {
  it('shows what came, and a press leads to what it is about', async () => {
    const { page, context } = await visit({ serviceWorkers: 'allow' })
    await signIn(page, await meet(), '/today')
    const { worker, push, shown } = await ring(page, context)
    const told = { title: 'Pay the rent', body: 'Due at 18:00', path: '/plan?view=list', tag: 'task-1' }
    await push(JSON.stringify(told))
    await expectSoon(shown, [told])

    await press(worker, told.path)
    await page.getByRole('heading', { level: 1, name: 'Plan' }).waitFor()
    expect(new URL(page.url()).search).toBe('?view=list')
  })

  it('shows that something came where it cannot be read, and never leads out of the app', async () => {
    const { page, context } = await visit({ serviceWorkers: 'allow' })
    await signIn(page, await meet(), '/today')
    const { worker, push, shown } = await ring(page, context)
    await push('no JSON at all')
    await expectSoon(shown, [{ title: 'Aurum Life', body: '', tag: 'aurum', path: '/today' }])

    await press(worker, 'https://example.com/prize')
    await press(worker, '/insights')
    await page.getByRole('heading', { level: 1, name: 'Insights' }).waitFor()
    expect(context.pages()).toHaveLength(1)
  })
})

/** How the browser answers when it is asked for leave, and for an address to ring. */
async function answers(
  page: Page,
  leave: NotificationPermission,
  endpoint: string | null = null,
): Promise<void> {
  await page.addInitScript(
    ([permission, address]) => {
      const asked = { permission: 'default' as NotificationPermission }
      Object.defineProperty(Notification, 'permission', { get: () => asked.permission })
      Notification.requestPermission = () => Promise.resolve((asked.permission = permission))
      const made = {
        endpoint: address,
        toJSON: () => ({ endpoint: address, keys: { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22) } }),
        unsubscribe: () => Promise.resolve(true),
      }
      let current: typeof made | null = null
      Object.assign(PushManager.prototype, {
        getSubscription: () => Promise.resolve(current),
        subscribe: () =>
          address === null
            ? Promise.reject(new DOMException('No service', 'AbortError'))
            : Promise.resolve((current = made)),
      })
    },
    [leave, endpoint] as const,
  )
}

describe('letting a device be rung', { timeout: 60_000 }, () => {
  it('says so where the browser blocks it, and has nothing to try', async () => {
    const { page } = await visit()
    await signIn(page, await meet(), SETTINGS)
    await page.getByText('The browser blocks notifications of this page.').waitFor()
    await page.getByText('No device rings yet.').waitFor()
    expect(await page.getByRole('button', { name: 'Send a test to your devices' }).isDisabled()).toBe(true)
    await expectAccessible(page, 'a blocked device')
  })

  it('changes nothing where the person does not decide, or the service is out of reach', async () => {
    const { page } = await visit({ serviceWorkers: 'allow' })
    await answers(page, 'default')
    await signIn(page, await meet(), SETTINGS)
    const rings = page.getByRole('switch', { name: 'This device rings' })
    await rings.click()
    await toast(page, 'You have not allowed it').waitFor()
    await expectSoon(() => rings.isChecked(), false)

    await answers(page, 'granted')
    await page.reload()
    await rings.click()
    await toast(page, 'This browser could not be set up.').waitFor()
    await expectSoon(() => rings.isChecked(), false)
  })

  it('lists the device once it is allowed, and forgets it again', async () => {
    const person = await meet()
    const { page } = await visit({ serviceWorkers: 'allow' })
    await answers(page, 'granted', `https://push.example.com/${person.id}`)
    await signIn(page, person, SETTINGS)
    const rings = page.getByRole('switch', { name: 'This device rings' })
    await rings.click()
    const devices = page.getByRole('list', { name: 'Devices that ring' })
    await devices.getByText('Chrome, Linux').waitFor()
    await expectSoon(() => rings.isChecked(), true)
    expect(await page.getByRole('button', { name: 'Send a test to your devices' }).isEnabled()).toBe(true)

    await rings.click()
    await devices.waitFor({ state: 'detached' })
    const { data } = await person.client.from('push_subscriptions').select('id').throwOnError()
    expect(data).toEqual([])
  })
})
