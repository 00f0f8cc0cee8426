import { describe, expect, it } from 'vitest'
import { moneyDigits, moneyInput, moneyText, parseMoney } from './money.ts'

describe('money', () => {
  it('is shown in dollars, with more digits where it is little', () => {
    expect(moneyText(0, 'en')).toBe('$0.00')
    expect(moneyText(500_000_000, 'en')).toBe('$0.50')
    expect(moneyText(4_300_000, 'en')).toBe('$0.0043')
    expect(moneyText(12_345_000_000, 'en')).toBe('$12.35')
    expect(moneyText(500_000_000, 'de')).toBe('0,50\u00a0$')
  })

  it('that is next to nothing is not shown as nothing', () => {
    expect(moneyText(1, 'en')).toBe('< $0.0001')
    expect(moneyText(99_999, 'en', 4)).toBe('< $0.0001')
  })

  it('in a column has equally many digits', () => {
    const column = [1_500_000_000, 20_000_000]
    const digits = moneyDigits(Math.max(...column))
    expect(column.map((amount) => moneyText(amount, 'en', digits))).toEqual(['$1.50', '$0.02'])
    expect(moneyText(20_000_000, 'en', moneyDigits(20_000_000))).toBe('$0.0200')
  })

  it('is read as it is typed, with a point or a comma', () => {
    expect(parseMoney('0.30')).toBe(300_000_000)
    expect(parseMoney(' 0,30 ')).toBe(300_000_000)
    expect(parseMoney('$2')).toBe(2_000_000_000)
    expect(parseMoney('0.01')).toBe(10_000_000)
    expect(parseMoney('0')).toBe(0)
  })

  it('stands in a field as it would be typed', () => {
    for (const locale of ['en', 'de']) {
      for (const amount of [0, 10_000_000, 300_000_001, 1_234_500_000_000]) {
        expect(parseMoney(moneyInput(amount, locale))).toBe(amount)
      }
    }
    expect(moneyInput(300_000_000, 'de')).toBe('0,30')
  })

  it('that is no amount is refused', () => {
    for (const text of ['', '-1', 'free', '1.2.3', '1e9', '1234567', '.5 $ $'])
      expect(parseMoney(text)).toBeNull()
  })
})
