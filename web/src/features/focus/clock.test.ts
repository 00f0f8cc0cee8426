import { describe, expect, it } from 'vitest'
import { countdown, minutesLeft, minutesOf, remainingMs } from './clock.ts'

const session = { started_at: '2026-11-19T10:00:00Z', planned_minutes: 25 }
const at = (time: string) => Date.parse(`2026-11-19T${time}Z`)

describe('the clock of a focus session', () => {
  it('counts down to its end and then on', () => {
    expect(countdown(remainingMs(session, at('10:00:00')))).toBe('25:00')
    expect(countdown(remainingMs(session, at('10:24:01')))).toBe('0:59')
    expect(countdown(remainingMs(session, at('10:25:00')))).toBe('0:00')
    expect(countdown(remainingMs(session, at('10:26:30')))).toBe('+1:30')
  })

  it('keeps at least a minute of what is paused', () => {
    expect(minutesLeft(session, at('10:10:30'))).toBe(15)
    expect(minutesLeft(session, at('11:00:00'))).toBe(1)
  })

  it('adds up what a task was given', () => {
    const ended = { started_at: '2026-11-19T10:00:00Z', ended_at: '2026-11-19T10:24:40Z' }
    expect(minutesOf([ended, ended, { ...ended, ended_at: null }])).toBe(49)
  })
})
