import { describe, expect, it } from 'vitest'
import { createTranslator } from 'use-intl'
import de from '../../lib/i18n/messages/de.json' with { type: 'json' }
import en from '../../lib/i18n/messages/en.json' with { type: 'json' }
import { parseReasons, reasonText, reasonTone, visibleReasons } from './reasons.ts'

const english = createTranslator({ locale: 'en', messages: en, namespace: 'tasks' })
const german = createTranslator({ locale: 'de', messages: de, namespace: 'tasks' })

describe('the reasons of a task in Today', () => {
  it('count overdue days in both languages, in singular and plural', () => {
    expect(reasonText({ code: 'overdue', days: 1 }, english)).toBe('1 day overdue')
    expect(reasonText({ code: 'overdue', days: 3 }, english)).toBe('3 days overdue')
    expect(reasonText({ code: 'overdue', days: 1 }, german)).toBe('1 Tag überfällig')
    expect(reasonText({ code: 'overdue', days: 3 }, german)).toBe('3 Tage überfällig')
  })

  it('say when a deadline is today, near or gone', () => {
    expect(reasonText({ code: 'deadline_soon', days: 0 }, english)).toBe('Deadline today')
    expect(reasonText({ code: 'deadline_soon', days: 1 }, english)).toBe('Deadline tomorrow')
    expect(reasonText({ code: 'deadline_soon', days: 3 }, english)).toBe('Deadline in 3 days')
    expect(reasonText({ code: 'deadline_soon', days: -2 }, english)).toBe('Deadline passed 2 days ago')
  })

  it('name the important project and count the blockers', () => {
    expect(reasonText({ code: 'important_project', name: 'Marathon' }, english)).toBe('Important project')
    expect(reasonText({ code: 'blocked', count: 2 }, english)).toBe('Waits for 2 tasks')
  })

  it('warn in red only where time has run out', () => {
    expect(reasonTone({ code: 'overdue', days: 1 })).toBe('danger')
    expect(reasonTone({ code: 'deadline_soon', days: 0 })).toBe('danger')
    expect(reasonTone({ code: 'deadline_soon', days: 2 })).toBe('gold')
    expect(reasonTone({ code: 'high_priority' })).toBe('plain')
  })

  it('leave out codes this app does not know', () => {
    expect(parseReasons([{ code: 'due_today' }, { code: 'stars_align' }, { code: 'overdue' }, 7])).toEqual([
      { code: 'due_today' },
    ])
    expect(parseReasons(null)).toEqual([])
  })

  it('mention "ready" only when there is nothing else to say', () => {
    expect(visibleReasons([{ code: 'ready' }])).toEqual([{ code: 'ready' }])
    expect(visibleReasons([{ code: 'due_today' }, { code: 'ready' }])).toEqual([{ code: 'due_today' }])
  })
})
