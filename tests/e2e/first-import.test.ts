import { readFile } from 'node:fs/promises'
import { zipSync } from 'fflate'
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { fixtureBytes, fixtureNames, readFixture } from '../../shared/import/fixtures/read-fixture.ts'
import { useBrowser } from './browser.ts'

const { visit } = useBrowser()

const backup = {
  name: 'Todoist backup.zip',
  mimeType: 'application/zip',
  buffer: Buffer.from(zipSync(Object.fromEntries(fixtureNames.map((name) => [name, fixtureBytes(name)])))),
}

/** The filled cells of a file; its header is accounted for as well. */
const filledCells = (name: (typeof fixtureNames)[number]) =>
  readFixture(name)
    .rows.flat()
    .filter((cell) => cell !== '').length

it('somebody without an account imports a backup, keeps the account of every cell, and takes it all back', async () => {
  const { page } = await visit()
  await page.goto('/')
  await page.getByRole('button', { name: 'Import' }).click()
  await page.getByLabel('Files to import').setInputFiles(backup)
  await page.getByText('5 Todoist projects with 23 tasks.').waitFor()
  await page.getByRole('button', { name: 'Show what would be added' }).click()
  await page.getByRole('button', { name: 'Import 23 tasks' }).click()
  await page.getByRole('heading', { name: 'Your tasks are here' }).waitFor()

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download as CSV' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  const { data: ledger } = Papa.parse<Record<string, string>>(text.trim().replace(/^\uFEFF/, ''), {
    header: true,
  })
  for (const name of fixtureNames) {
    expect(ledger.filter(({ file }) => file === name).length, name).toBe(filledCells(name))
  }
  for (const { verdict, target, reason } of ledger) {
    expect(verdict).toMatch(/^(mapped|derived|kept|dropped)$/)
    expect(verdict === 'dropped' ? reason : target).not.toBe('')
  }

  await page.getByRole('link', { name: 'Open the plan' }).click()
  await page.getByRole('row', { name: 'Imported', level: 1 }).waitFor()
  await page.getByRole('button', { name: 'Expand Garden' }).click()
  await page.getByRole('row', { level: 4 }).first().waitFor()

  await page.keyboard.press('Control+z')
  await page.getByText('Your plan starts with a pillar.').waitFor()
  await page.keyboard.press('Control+Shift+Z')
  await page.getByRole('row', { name: 'Imported', level: 1 }).waitFor()
})
