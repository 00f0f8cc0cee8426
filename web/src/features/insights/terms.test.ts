import { createTranslator } from 'use-intl/core'
import { describe, expect, it } from 'vitest'
import german from './messages.de.json'
import english from './messages.en.json'
import { contentOf, figureText, termOf } from './terms.ts'

const en = createTranslator({ locale: 'en', messages: english })
const de = createTranslator({ locale: 'de', messages: german })

describe('the figures of a receipt', () => {
  it('have their unit, and states are words of the language', () => {
    expect(contentOf('idle_days', 1, 'en', en)).toBe('1 day')
    expect(contentOf('time_allocation_percentage', 15, 'de', de)).toBe('15 %')
    expect(contentOf('status', 'in_progress', 'de', de)).toBe('in Arbeit')
    const band = { key: 'TEMPORAL_URGENCY_001.band', value: 'critical', unit: 'text', rows: [] } as const
    expect(figureText({ ...band, rows: [] }, 'de', de)).toBe('kritisch')
    expect(termOf(band.key, de)).toBe('Dringlichkeit der Tage: Stufe')
  })

  it('leave the names of rows as they are', () => {
    expect(contentOf('CONTEXT_SWITCHING_001.current', 'work', 'de', de)).toBe('work')
  })
})
