import { createECDH, randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { StackError } from './settings.ts'

/** The secrets of one local stack, made once and kept beside its data. */
export interface Secrets {
  /** Signs and verifies the HS256 tokens of Auth. */
  jwtSecret: string
  /** `sb_publishable_…`: role anon. */
  publishableKey: string
  /** `sb_secret_…`: role service_role. */
  secretKey: string
  vaultKey: string
  /** Of the superuser supabase_admin. */
  adminPassword: string
  /** Of the role postgres, which runs the migrations. */
  postgresPassword: string
  authenticatorPassword: string
  /** Lets the scheduler call the jobs function. */
  jobsToken: string
  /** The pair of keys, P-256 in base64url, that push services know this stack by. */
  vapidPublicKey: string
  vapidPrivateKey: string
  demoPassword: string
}

const random = (bytes: number) => randomBytes(bytes).toString('base64url')

// Without "-" and "_", which separate the parts of a key.
const randomWord = (length: number) =>
  random(length * 2)
    .replace(/[-_]/g, '')
    .slice(0, length)

function generateSecrets(): Secrets {
  const vapid = createECDH('prime256v1')
  const vapidPublicKey = vapid.generateKeys('base64url')
  return {
    jwtSecret: random(48),
    publishableKey: `sb_publishable_${randomWord(22)}_${randomWord(8)}`,
    secretKey: `sb_secret_${randomWord(22)}_${randomWord(8)}`,
    vaultKey: randomBytes(32).toString('hex'),
    adminPassword: randomWord(32),
    postgresPassword: randomWord(32),
    authenticatorPassword: randomWord(32),
    jobsToken: random(32),
    vapidPublicKey,
    vapidPrivateKey: Buffer.concat([Buffer.alloc(32), vapid.getPrivateKey()])
      .subarray(-32)
      .toString('base64url'),
    demoPassword: `gold-${randomWord(10)}`,
  }
}

async function readSecrets(file: string): Promise<Partial<Secrets>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
  try {
    return JSON.parse(text) as Partial<Secrets>
  } catch {
    throw new StackError(`${file} is damaged. Restore it, or run "npm run reset" to begin with empty data.`)
  }
}

/**
 * Reads `<dataDir>/secrets.json`, making it (mode 0600), or what it lacks, when needed.
 * @throws StackError when the file is not JSON: new secrets would lock its owner out of the data.
 */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json')
  const known = await readSecrets(file)
  const secrets = { ...generateSecrets(), ...known }
  if (Object.keys(known).length < Object.keys(secrets).length) {
    await mkdir(dataDir, { recursive: true })
    const draft = `${file}.${process.pid}`
    await writeFile(draft, JSON.stringify(secrets, null, 2) + '\n', { mode: 0o600 })
    await rename(draft, file)
  }
  return secrets
}
