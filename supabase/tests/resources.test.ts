import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import {
  asAnonymous,
  asService,
  asUser,
  createUser,
  failureOf,
  insert,
  type Row,
  type Session,
} from './as-user.ts'

let owner: string
let stranger: string

beforeEach(async () => {
  ;[owner, stranger] = [await createUser(), await createUser()]
})

const file = (row: Row = {}) =>
  asUser(owner, (sql) =>
    insert(sql, 'resources', {
      user_id: owner,
      path: `${owner}/${randomUUID()}`,
      original_filename: 'plan.pdf',
      mime_type: 'application/pdf',
      size_bytes: 10,
      ...row,
    }),
  )

describe('what is known of a file', () => {
  it('says where it lies, under the folder of its owner', async () => {
    const path = `${owner}/2026/plan with spaces & ümlauts.pdf`
    expect(await file({ path })).toMatchObject({ bucket: 'attachments', path })
  })

  it.each([
    ['the folder of somebody else', () => `${stranger}/plan.pdf`],
    ['no folder', () => 'plan.pdf'],
    ['the root', () => `/${owner}/plan.pdf`],
    ['the folder itself', () => owner],
    ['a way up', () => `${owner}/../${stranger}/plan.pdf`],
    ['a way up at the end', () => `${owner}/..`],
    ['a way nowhere', () => `${owner}/./plan.pdf`],
    ['a folder that only begins alike', () => `${owner}x/plan.pdf`],
    ['a path too long', () => `${owner}/${'x'.repeat(1024)}`],
  ])('cannot lie in %s', async (_, path) => {
    expect(await failureOf(file({ path: path() }))).toBe('23514')
  })

  it('cannot lie where another lies', async () => {
    const { path } = await file()
    expect(await failureOf(file({ path }))).toBe('23505')
  })

  it.each([
    { bucket: 'secrets' },
    { mime_type: 'nonsense' },
    { mime_type: 'text/html; charset=utf-8' },
    { size_bytes: -1 },
    { size_bytes: 50 * 1024 * 1024 + 1 },
    { original_filename: '' },
    { original_filename: 'x'.repeat(256) },
    { file_type: 'virus' },
    { tags: Array.from({ length: 51 }, () => 'x') },
  ])('is refused with %j', async (row) => {
    expect(await failureOf(file(row))).toBe('23514')
  })

  it('hangs under one row at most, and outlives it', async () => {
    const [task, project] = await asUser(owner, async (sql) => [
      await insert(sql, 'tasks', { user_id: owner, name: 'Run' }),
      await insert(sql, 'projects', { user_id: owner, name: 'Marathon' }),
    ])
    expect(await failureOf(file({ task_id: task!.id, project_id: project!.id }))).toBe('23514')
    await file({ task_id: task!.id })
    await asUser(owner, (sql) => sql.query('delete from public.tasks'))
    expect(await asUser(owner, (sql) => sql.query('select task_id from public.resources'))).toEqual([
      { task_id: null },
    ])
  })
})

describe('a stored file', () => {
  const put = (sql: Session, name: string, bucket = 'attachments') =>
    sql.count('insert into storage.objects (bucket_id, name) values ($1, $2)', [bucket, name])
  const verbs: [string, string][] = [
    ['read', 'select from storage.objects where name = $1'],
    ['replaced', 'update storage.objects set updated_at = now() where name = $1'],
    ['deleted', 'delete from storage.objects where name = $1'],
  ]
  let name: string

  beforeEach(async () => {
    name = `${owner}/${randomUUID()}`
    await asUser(owner, (sql) => put(sql, name))
  })

  it.each(verbs)('can be %s by its owner', async (_, statement) => {
    expect(await asUser(owner, (sql) => sql.count(statement, [name]), { rollback: true })).toBe(1)
  })

  it.each(verbs)('cannot be %s by a stranger or a visitor', async (_, statement) => {
    expect(await asUser(stranger, (sql) => sql.count(statement, [name]), { rollback: true })).toBe(0)
    expect(await asAnonymous((sql) => sql.count(statement, [name]), { rollback: true })).toBe(0)
  })

  it.each(verbs)('can be %s by the service', async (_, statement) => {
    expect(await asService((sql) => sql.count(statement, [name]), { rollback: true })).toBe(1)
  })

  it.each(['attachments', 'avatars'])('is uploaded into %s by its owner, nobody else', async (bucket) => {
    const upload = (as: string) =>
      failureOf(asUser(as, (sql) => put(sql, `${owner}/${randomUUID()}`, bucket)))
    expect(await upload(owner)).toBe(null)
    expect(await upload(stranger)).toBe('42501')
    expect(await failureOf(asAnonymous((sql) => put(sql, `${owner}/x`, bucket)))).toBe('42501')
  })

  it.each([
    ['another bucket', 'secrets', (id: string) => `${id}/x`],
    ['the top of a bucket', 'attachments', () => 'x'],
    ['a folder without a name', 'attachments', (id: string) => `/${id}/x`],
    ['a folder below another', 'attachments', (id: string) => `shared/${id}/x`],
  ])('is not uploaded into %s', async (_, bucket, path) => {
    await asService((sql) =>
      sql.query(
        `insert into storage.buckets (id, name) values ('secrets', 'secrets') on conflict do nothing`,
      ),
    )
    expect(await failureOf(asUser(owner, (sql) => put(sql, path(owner), bucket)))).toBe('42501')
  })

  it('cannot be moved into the folder of somebody else', async () => {
    const move = asUser(owner, (sql) =>
      sql.query('update storage.objects set name = $2 where name = $1', [name, `${stranger}/gift`]),
    )
    expect(await failureOf(move)).toBe('42501')
  })

  it('is held to size and kind by its bucket', async () => {
    const buckets = await asService((sql) =>
      sql.query<{ id: string; allowed_mime_types: string[] }>(
        `select id, public, file_size_limit, allowed_mime_types from storage.buckets where id <> 'secrets' order by id`,
      ),
    )
    expect(buckets).toMatchObject([
      { id: 'attachments', public: false, file_size_limit: 50 * 1024 * 1024 },
      { id: 'avatars', public: true, file_size_limit: 5 * 1024 * 1024 },
    ])
    // Whatever a browser would run or render as a page stays out.
    for (const kind of buckets.flatMap(({ allowed_mime_types }) => allowed_mime_types))
      expect(kind).not.toMatch(/html|svg|xml$|javascript|\*/)
  })
})
