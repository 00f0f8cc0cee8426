import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, repositoryDir } from './settings.ts'

describe('the settings of a stack', () => {
  it('have defaults for everything', () => {
    expect(readSettings({})).toEqual({
      host: '127.0.0.1',
      apiPort: 54321,
      dbPort: 54322,
      studioPort: 54323,
      mailPort: 54324,
      webPort: 5173,
      dataDir: path.join(repositoryDir, '.aurum'),
    })
  })

  it('are taken from the environment', () => {
    const settings = readSettings({
      AURUM_API_PORT: '6001',
      AURUM_WEB_PORT: ' 6002 ',
      AURUM_DATA_DIR: '/data/aurum',
    })
    expect(settings).toMatchObject({ apiPort: 6001, webPort: 6002, dataDir: '/data/aurum' })
  })

  it('name every variable that is wrong, all at once', () => {
    expect(() =>
      readSettings({ AURUM_API_PORT: 'http', AURUM_DB_PORT: '0', AURUM_MAIL_PORT: '65536' }),
    ).toThrow(
      [
        'AURUM_API_PORT must be a port between 1 and 65535, not "http"',
        'AURUM_DB_PORT must be a port between 1 and 65535, not "0"',
        'AURUM_MAIL_PORT must be a port between 1 and 65535, not "65536"',
      ].join('\n'),
    )
  })

  it('do not give one port to two services', () => {
    expect(() => readSettings({ AURUM_WEB_PORT: '54321' })).toThrow(
      'AURUM_WEB_PORT and AURUM_API_PORT are both 54321; each needs a port of its own',
    )
  })
})
