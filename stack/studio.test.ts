import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { beforeAll, expect, inject, test } from 'vitest'
import { meet, type Person } from './test-people.ts'

let owner: Person
const pillar = { id: randomUUID(), name: 'Seen in the studio' }

beforeAll(async () => {
  owner = await meet()
  await owner.client
    .from('pillars')
    .insert({ ...pillar, user_id: owner.id })
    .throwOnError()
})

/** Like a request of a browser, whose Host and Origin `fetch` would not let us choose. */
async function ask(path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const [answer] = (await once(request(inject('stack').studioUrl + path, { headers }).end(), 'response')) as [
    IncomingMessage,
  ]
  answer.resume()
  return answer.statusCode
}

test('the studio is a page with its scripts and styles', async () => {
  const { studioUrl } = inject('stack')
  const page = await (await fetch(studioUrl)).text()
  const assets = [...page.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)].map(([, path]) => path)
  expect(assets.length).toBeGreaterThanOrEqual(2)
  for (const path of assets) expect((await fetch(studioUrl + path)).status, path).toBe(200)
  expect((await fetch(`${studioUrl}/static/..%2f..%2fpackage.json`)).status).toBe(404)
})

test('it reads and edits the rows of everybody, without a key', async () => {
  const rows = `${inject('stack').studioUrl}/rest/v1/pillars?id=eq.${pillar.id}`
  expect(await (await fetch(rows)).json()).toMatchObject([{ name: pillar.name, user_id: owner.id }])
  const edited = await fetch(rows, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Edited in the studio' }),
  })
  expect(edited.status).toBe(204)
  const { data } = await owner.client.from('pillars').select('name').eq('id', pillar.id).single()
  expect(data?.name).toBe('Edited in the studio')
})

test('it tells nobody the password of the database', async () => {
  const info = await (await fetch(`${inject('stack').studioUrl}/_system/info`)).text()
  expect(info).not.toContain('postgresql://')
  expect(info).not.toContain(inject('stack').jwtSecret)
})

test('it answers no page of another origin, and no name that merely points here', async () => {
  expect(await ask('/rest/v1/pillars', { origin: 'http://elsewhere.example' })).toBe(403)
  expect(await ask('/rest/v1/pillars', { host: 'rebound.example' })).toBe(403)
  expect(await ask('/rest/v1/pillars', { origin: inject('stack').studioUrl })).toBe(200)
})

test('the API itself gives nothing away without a key', async () => {
  expect((await fetch(`${inject('stack').apiUrl}/rest/v1/pillars`)).status).toBe(401)
})
