import { describe, expect, test } from 'vitest'
import { CallWindow, RateMeter } from './rate-limit.ts'

describe('a rate over a window', () => {
  test('a burst may use up the whole window, and no more', () => {
    const meter = new RateMeter(2, 60, () => 0)
    meter.add(119)
    expect([meter.hasRoomFor(1), meter.hasRoomFor(2)]).toEqual([true, false])
  })

  test('room comes back as the window moves on', () => {
    let seconds = 1_000_000
    const meter = new RateMeter(1, 60, () => seconds * 1000)
    meter.add(30)
    seconds += 30
    meter.add(30)
    expect(meter.hasRoomFor(1)).toBe(false)
    seconds += 30
    expect([meter.hasRoomFor(30), meter.hasRoomFor(31)]).toEqual([true, false])
    seconds += 3_600
    expect(meter.hasRoomFor(60)).toBe(true)
  })
})

test('calls are counted from the first of a window', () => {
  let seconds = 0
  const calls = new CallWindow(2, 30, () => seconds * 1000)
  expect([calls.take(), calls.take(), calls.take()]).toEqual([true, true, false])
  seconds = 31
  expect(calls.take()).toBe(true)
})
