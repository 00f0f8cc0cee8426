import { readFile, stat } from 'node:fs/promises'
import type pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { makeScratchDatabase, type ScratchDatabase } from './scratch-database.ts'
import { saveSecrets } from './vault.ts'

let database: ScratchDatabase

beforeAll(async () => {
  database = await makeScratchDatabase(inject('stack').adminDbUrl, ['10_extensions.sql', '50_vault.sql'])
})
afterAll(() => database.drop())

interface Secret {
  id: string
  name: string | null
  description: string
  secret: string
  decrypted_secret: string
}

async function createSecret(secret: string, name: string | null = null): Promise<string> {
  const sql = 'select vault.create_secret($1, $2, $3) as id'
  return (await database.asPostgres<{ id: string }>(sql, [secret, name, 'for a test']))[0]!.id
}
async function readSecret(id: string): Promise<Secret> {
  return (await database.asPostgres<Secret>('select * from vault.decrypted_secrets where id = $1', [id]))[0]!
}
async function as(role: string, sql: string): Promise<pg.QueryResult> {
  await database.admin.query(`set role ${role}`)
  try {
    return await database.admin.query(sql)
  } finally {
    await database.admin.query('reset role')
  }
}

test('a secret is read back as it was stored', async () => {
  const id = await createSecret('pässword: 100%', 'first')
  expect(await readSecret(id)).toMatchObject({
    name: 'first',
    description: 'for a test',
    decrypted_secret: 'pässword: 100%',
    key_id: null,
    nonce: expect.any(Buffer),
  })
})

test('what is stored does not show the secret, and differs each time', async () => {
  const [one, other] = [await createSecret('visible-nowhere'), await createSecret('visible-nowhere')]
  const [first, second] = [await readSecret(one), await readSecret(other)]
  expect(Buffer.from(first.secret, 'base64').toString('latin1')).not.toContain('visible-nowhere')
  expect(first.secret).not.toBe(second.secret)
})

test('a secret is changed in the parts that are given', async () => {
  const id = await createSecret('old', 'changing')
  await database.asPostgres('select vault.update_secret($1, new_secret := $2)', [id, 'new'])
  expect(await readSecret(id)).toMatchObject({ name: 'changing', decrypted_secret: 'new' })
  await database.asPostgres('select vault.update_secret($1, new_name := $2)', [id, 'renamed'])
  expect(await readSecret(id)).toMatchObject({ name: 'renamed', decrypted_secret: 'new' })
})

test('two secrets cannot share a name', async () => {
  await createSecret('a', 'taken')
  await expect(createSecret('b', 'taken')).rejects.toThrow('secrets_name_idx')
})

test('a ciphertext copied to another secret is refused', async () => {
  const [good, victim] = [await createSecret('attacker'), await createSecret('victim')]
  await database.admin.query(
    'update vault.secrets set secret = (select secret from vault.secrets where id = $1) where id = $2',
    [good, victim],
  )
  await expect(readSecret(victim)).rejects.toThrow(`secret ${victim} is not the one that was stored`)
})

test('service_role reads secrets; anon and authenticated do not', async () => {
  const id = await createSecret('for the server')
  const sql = `select decrypted_secret from vault.decrypted_secrets where id = '${id}'`
  expect((await as('service_role', sql)).rows).toEqual([{ decrypted_secret: 'for the server' }])
  for (const role of ['anon', 'authenticated']) {
    await expect(as(role, sql)).rejects.toThrow('permission denied for schema vault')
    await expect(as(role, `select vault.create_secret('x')`)).rejects.toThrow(
      'permission denied for schema vault',
    )
  }
})

test('no role of the project can reach the key', async () => {
  for (const role of ['postgres', 'service_role']) {
    await expect(as(role, 'select vault._key()')).rejects.toThrow('permission denied')
    await expect(as(role, `select vault._encrypt(gen_random_uuid(), 'x')`)).rejects.toThrow(
      'permission denied',
    )
    await expect(as(role, `select pg_read_file('/etc/hostname')`)).rejects.toThrow('permission denied')
  }
  const settings = await database.asPostgres<{ setting: string }>('select setting from pg_settings')
  const cluster = (await database.admin.query<{ data_directory: string }>('show data_directory')).rows[0]!
    .data_directory
  const key = (await readFile(`${cluster}.vault-key`, 'utf8')).trim()
  expect(key.length).toBeGreaterThanOrEqual(32)
  expect(settings.map(({ setting }) => setting)).not.toContain(key)
})

test('the key lies outside the cluster, readable by its server alone', async () => {
  const cluster = (await database.admin.query<{ data_directory: string }>('show data_directory')).rows[0]!
    .data_directory
  const [file, folder] = [await stat(`${cluster}.vault-key`), await stat(cluster)]
  expect(file.mode & 0o777).toBe(0o600)
  expect(file.uid).toBe(folder.uid)
})

test('secrets saved by name are created, then changed, and left alone when equal', async () => {
  await saveSecrets(database.admin, { project_url: 'http://one' })
  await saveSecrets(database.admin, { project_url: 'http://two' })
  const read = () => database.asPostgres(`select * from vault.decrypted_secrets where name = 'project_url'`)
  const [changed] = await read()
  expect(changed).toMatchObject({ decrypted_secret: 'http://two' })
  await saveSecrets(database.admin, { project_url: 'http://two' })
  expect(await read()).toEqual([changed])
})
