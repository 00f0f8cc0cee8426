import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadSecrets } from './secrets.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'aurum-secrets-test-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const secretsFile = () => path.join(dataDir, 'secrets.json')

describe('the secrets of a stack', () => {
  it('are made once and kept', async () => {
    const first = await loadSecrets(dataDir)
    expect(first.publishableKey).toMatch(/^sb_publishable_[A-Za-z0-9]{22}_[A-Za-z0-9]{8}$/)
    expect(first.secretKey).toMatch(/^sb_secret_[A-Za-z0-9]{22}_[A-Za-z0-9]{8}$/)
    expect(await loadSecrets(dataDir)).toEqual(first)
  })

  it('differ from stack to stack', async () => {
    const first = await loadSecrets(dataDir)
    const second = await loadSecrets(path.join(dataDir, 'other'))
    for (const [name, value] of Object.entries(first))
      expect(Object.entries(second)).not.toContainEqual([name, value])
  })

  it('can be read by their owner only', async () => {
    await loadSecrets(dataDir)
    expect((await stat(secretsFile())).mode & 0o777).toBe(0o600)
  })

  it('that a newer version adds are made without changing the others', async () => {
    const { demoPassword, ...older } = await loadSecrets(dataDir)
    await writeFile(secretsFile(), JSON.stringify(older))
    const secrets = await loadSecrets(dataDir)
    expect(secrets).toMatchObject(older)
    expect(secrets.demoPassword).not.toBe(demoPassword)
    expect(JSON.parse(await readFile(secretsFile(), 'utf8'))).toEqual(secrets)
  })

  it('are never replaced when their file is damaged, which would lock people out of their data', async () => {
    await loadSecrets(dataDir)
    await writeFile(secretsFile(), '{"jwtSecret": "half')
    await expect(loadSecrets(dataDir)).rejects.toThrow(/is damaged/)
    expect(await readFile(secretsFile(), 'utf8')).toBe('{"jwtSecret": "half')
  })
})
