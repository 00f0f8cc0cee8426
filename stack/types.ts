import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { generateTypescript, sortGeneratorMetadata } from '@supabase/postgrest-typegen/generation'
import { introspect } from '@supabase/postgrest-typegen/introspection'
import pg from 'pg'
import { withFreshDatabase } from './fresh-database.ts'
import { repositoryDir } from './settings.ts'

export const typesFile = path.join(repositoryDir, 'shared', 'database.types.ts')

/** The TypeScript types of the schema `public`, as `supabase gen types` writes them. */
export async function generateTypes(databaseUrl: string): Promise<string> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  try {
    const metadata = await introspect(pool, { includedSchemas: ['public'] })
    return await generateTypescript(sortGeneratorMetadata(metadata), { postgrestVersion: '12' })
  } finally {
    await pool.end()
  }
}

/**
 * `npm run types`: writes shared/database.types.ts from the migrations, applied to a fresh database; with
 * `--check` only compares.
 * @returns the exit code; 1 when the file differs from the migrations
 */
export async function main(args: string[]): Promise<number> {
  const types = await withFreshDatabase(generateTypes)
  if (!args.includes('--check')) {
    await writeFile(typesFile, types)
    return 0
  }
  if ((await readFile(typesFile, 'utf8')) === types) return 0
  console.error('shared/database.types.ts differs from the migrations. Run "npm run types" and commit it.')
  return 1
}
