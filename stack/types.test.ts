import { readFile } from 'node:fs/promises'
import { expect, inject, it } from 'vitest'
import { generateTypes, typesFile } from './types.ts'

it('shared/database.types.ts says what the migrations make', async () => {
  expect(await readFile(typesFile, 'utf8'), 'run "npm run types" and commit the file').toBe(
    await generateTypes(inject('stack').dbUrl),
  )
})
