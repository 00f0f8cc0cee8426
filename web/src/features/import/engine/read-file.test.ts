import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { detectFormat } from '../../../../../shared/import/detect-format.ts'
import {
  fixtureBytes,
  fixtureNames,
  readFixture,
} from '../../../../../shared/import/fixtures/read-fixture.ts'
import { isTable, type SourceFile } from '../../../../../shared/import/source-file.ts'
import { MAX_BYTES, readImportFiles } from './read-file.ts'

const now = new Date(2026, 10, 21, 12)
const fileOf = (
  name: string,
  content: Uint8Array<ArrayBuffer> | string,
  lastModified = new Date(2026, 10, 20, 9).getTime(),
) => new File([content], name, { lastModified })
const rowsOf = (file: SourceFile) => (isTable(file) ? file.rows : [])
const fixtureFile = (name: string) => fileOf(name, fixtureBytes(name))
const problemsOf = async (...files: File[]) => (await readImportFiles(files, now)).problems

const CSV = 'TYPE,CONTENT\ntask,Call\n'
const backup = (entries: Record<string, Uint8Array>) =>
  zipSync(entries, { mtime: new Date(2026, 10, 19, 8), level: 1 })

describe('reading files', () => {
  it('reads CSV files with and without a byte order mark, with any line breaks', async () => {
    const { files, problems } = await readImportFiles(fixtureNames.map(fixtureFile), now)
    expect(problems).toEqual([])
    expect(files.map(({ name }) => name)).toEqual(fixtureNames)
    expect(rowsOf(files[1]!)[0]![0]).toBe('TYPE')
    expect(rowsOf(files[1]!)[2]![1]).toBe('She is on holiday until Monday.\r\nAsk Ben instead.')
    expect(detectFormat(files).format).toBe('todoist')
  })

  it('reads all projects of a ZIP backup, in folders too, and names what it leaves aside', async () => {
    const entries = Object.fromEntries(
      fixtureNames.map((name) => [`Todoist backup/${name}`, fixtureBytes(name)]),
    )
    const zip = backup({ ...entries, 'photo.png': strToU8('x'), '__MACOSX/._Garden.csv': strToU8('junk') })
    const { files, skipped, problems } = await readImportFiles([fileOf('backup.zip', zip)], now)
    expect(problems).toEqual([])
    expect(files.map(({ name }) => name)).toEqual(fixtureNames.map((name) => `Todoist backup/${name}`))
    expect(rowsOf(files[0]!)).toEqual(readFixture('Garden.csv').rows.filter((row) => row.length > 1))
    expect(skipped.map(({ file }) => file)).toEqual(['photo.png'])
  })

  it('knows a ZIP by its content, whatever its name', async () => {
    const { files } = await readImportFiles([fileOf('backup.csv', backup({ 'Work.csv': strToU8(CSV) }))], now)
    expect(files.map(({ name }) => name)).toEqual(['Work.csv'])
  })

  it('takes the day a file was made for the day of the export', async () => {
    const zip = fileOf('backup.zip', backup({ 'Work.csv': strToU8(CSV) }))
    const future = fileOf('Future.csv', CSV, new Date(2030, 0, 1).getTime())
    const { files } = await readImportFiles([fileOf('Home.csv', CSV), zip, future], now)
    expect(files.map(({ exportedOn }) => exportedOn)).toEqual(['2026-11-20', '2026-11-19', undefined])
  })

  it('reads what a spreadsheet saved with semicolons or tabs', async () => {
    for (const delimiter of [';', '\t']) {
      const text = `TYPE,CONTENT,DATE\ntask,"Call, then write",today\n`.replaceAll(/,(?! )/g, delimiter)
      const { files } = await readImportFiles([fileOf('Work.csv', text)], now)
      expect(rowsOf(files[0]!)[1]).toEqual(['task', 'Call, then write', 'today'])
    }
  })
})

describe('reading files of other formats', () => {
  it('knows a calendar and a backup of ours by their text, whatever their names', async () => {
    const calendar = fileOf('export.txt', fixtureBytes('Home.ics'))
    const backup = fileOf('mine.csv', '\uFEFF{ "format": "aurum-life" }')
    const { files } = await readImportFiles([calendar, backup], now)
    expect(files.map((file) => isTable(file))).toEqual([false, false])
  })

  it('takes a page that was saved in the place of a calendar for what it is', async () => {
    for (const name of ['calendar.ics', 'calendar.csv']) {
      const { files } = await readImportFiles([fileOf(name, '<!doctype html><title>Sign in</title>')], now)
      expect(detectFormat(files).problems).toMatchObject([{ code: 'other_format', file: name }])
    }
  })

  it('reads calendars out of an archive', async () => {
    const zip = fileOf('takeout.zip', backup({ 'Calendar/Home.ics': fixtureBytes('Home.ics') }))
    const { files } = await readImportFiles([zip], now)
    expect(detectFormat(files).format).toBe('ics')
  })

  it('reads a TickTick backup with its lines above the header', async () => {
    const { files } = await readImportFiles([fixtureFile('TickTick backup.csv')], now)
    expect(detectFormat(files).format).toBe('ticktick')
  })

  it('reads a table whose rows are divided otherwise than its header suggests', async () => {
    const { files } = await readImportFiles([fixtureFile('Aufgaben.csv')], now)
    expect(rowsOf(files[0]!)[1]!.slice(0, 3)).toEqual([
      'Fenster putzen',
      'Mit Essig;\r\nnicht mit Seife',
      'Haushalt',
    ])
  })
})

describe('a damaged file', () => {
  it('with a quote that never closes is named with the line it opens on', async () => {
    expect(await problemsOf(fileOf('Work.csv', 'TYPE,CONTENT\ntask,fine\ntask,"cut o'))).toEqual([
      { code: 'unclosed_quote', file: 'Work.csv', line: 3, values: {} },
    ])
  })

  it('with text after a closing quote is named with its line', async () => {
    expect(await problemsOf(fileOf('Work.csv', 'TYPE,CONTENT\ntask,"a"b,\ntask,fine\n'))).toMatchObject([
      { code: 'misplaced_quote', line: 2 },
    ])
  })

  it('in another encoding is named, with the line where that shows', async () => {
    const latin1 = new Uint8Array([...strToU8('TYPE,CONTENT\ntask,M'), 0xfc, ...strToU8('ll\n')])
    expect(await problemsOf(fileOf('Work.csv', latin1))).toMatchObject([{ code: 'not_utf8', line: 2 }])
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...CSV].flatMap((letter) => [letter.charCodeAt(0), 0])])
    expect(await problemsOf(fileOf('Work.csv', utf16))).toMatchObject([{ code: 'utf16' }])
    expect(await problemsOf(fileOf('Work.csv', utf16.slice(2)))).toMatchObject([{ code: 'utf16' }])
  })

  it('that is no text, or nothing at all, is named', async () => {
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13])
    expect(await problemsOf(fileOf('photo.csv', picture))).toMatchObject([
      { code: 'not_text', file: 'photo.csv' },
    ])
    expect(await problemsOf(fileOf('Work.csv', ''))).toMatchObject([{ code: 'empty_file' }])
    expect(await problemsOf(fileOf('Work.csv', '\uFEFF \n\n'))).toMatchObject([{ code: 'empty_file' }])
  })

  it('that is too large is not even read, alone or together with others', async () => {
    const half = fileOf('Half.csv', 'x'.repeat(MAX_BYTES / 2 + 1))
    expect(await problemsOf(half, half)).toEqual([
      { code: 'too_large', file: 'Half.csv', line: null, values: { megabytes: 50 } },
    ])
  })
})

describe('a damaged archive', () => {
  const zip = backup({ 'Work [1234567].csv': strToU8(CSV.repeat(50)), 'Home.csv': strToU8(CSV) })

  it('that is cut off is refused', async () => {
    for (const length of [40, zip.length - 30, zip.length - 1]) {
      expect(await problemsOf(fileOf('backup.zip', zip.slice(0, length)))).toMatchObject([
        { code: 'broken_zip' },
      ])
    }
  })

  it('never gives other bytes than were packed, whichever byte is changed', async () => {
    const { files: intact } = await readImportFiles([fileOf('backup.zip', zip)], now)
    const texts = new Set(intact.map((file) => JSON.stringify(rowsOf(file))))
    for (let at = 4; at < zip.length; at++) {
      const damaged = zip.slice()
      damaged[at]! ^= 0x55
      const { files, problems } = await readImportFiles([fileOf('backup.zip', damaged)], now)
      if (problems.length > 0) continue
      for (const file of files) expect(texts).toContain(JSON.stringify(rowsOf(file)))
    }
  })

  it(
    'that would unpack to more than there is room for is refused before it does',
    { timeout: 20_000 },
    async () => {
      const bomb = backup({ 'a.csv': new Uint8Array(30_000_000), 'b.csv': new Uint8Array(30_000_000) })
      expect(bomb.length).toBeLessThan(100_000)
      expect(await problemsOf(fileOf('bomb.zip', bomb))).toMatchObject([
        { code: 'unpacks_too_large', values: { megabytes: 50 } },
      ])
    },
  )

  it('that lies about the size of what is in it is refused', async () => {
    const liar = backup({ 'a.csv': new Uint8Array(1_000_000).fill(65) })
    const view = new DataView(liar.buffer)
    const directory = view.getUint32(liar.length - 6, true)
    view.setUint32(directory + 24, 10, true)
    expect(await problemsOf(fileOf('liar.zip', liar))).toMatchObject([
      { code: 'broken_zip', values: { entry: 'a.csv' } },
    ])
  })

  it('with a password or without a CSV file is refused', async () => {
    const locked = backup({ 'a.csv': strToU8(CSV) })
    const view = new DataView(locked.buffer)
    view.setUint16(view.getUint32(locked.length - 6, true) + 8, 1, true)
    expect(await problemsOf(fileOf('locked.zip', locked))).toMatchObject([{ code: 'encrypted_zip' }])
    expect(await problemsOf(fileOf('pictures.zip', backup({ 'a.png': strToU8('x') })))).toMatchObject([
      { code: 'no_csv' },
    ])
  })
})
