const NANO_PER_USD = 1_000_000_000
const MAX_DIGITS = 4

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: string, least: number, most: number): Intl.NumberFormat {
  const key = `${locale} ${least} ${most}`
  let made = formatters.get(key)
  if (!made) {
    made = new Intl.NumberFormat(locale, {
      ...{ style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' },
      ...{ minimumFractionDigits: least, maximumFractionDigits: most },
    })
    formatters.set(key, made)
  }
  return made
}

/**
 * Nano-dollars as people read them: `$12.30`, `$0.0043`. What is too little for four digits is `< $0.0001`, never nothing.
 * With `digits` the figures of a column stand below each other.
 */
export function moneyText(nanoUsd: number, locale: string, digits?: number): string {
  const usd = nanoUsd / NANO_PER_USD
  const most = digits ?? (Math.abs(usd) >= 1 ? 2 : MAX_DIGITS)
  const least = 1 / 10 ** most
  if (usd > 0 && usd < least) return `< ${formatter(locale, most, most).format(least)}`
  return formatter(locale, digits ?? 2, most).format(usd)
}

/** How many digits a column needs that has `largest` as its largest amount: cents, or more where it stays below a dollar. */
export const moneyDigits = (largest: number): number => (largest >= NANO_PER_USD ? 2 : MAX_DIGITS)

/** An amount in dollars as it stands in a field for it: no sign, no grouping. */
export const moneyInput = (nanoUsd: number, locale: string): string =>
  new Intl.NumberFormat(locale, {
    ...{ minimumFractionDigits: 2, maximumFractionDigits: 9, useGrouping: false },
  }).format(nanoUsd / NANO_PER_USD)

/** What somebody typed as dollars (`0.30`, `0,30`, `$2`) in nano-dollars; null when it is no amount. */
export function parseMoney(text: string): number | null {
  const plain = text.trim().replace(/^\$\s*|\s*\$$/g, '')
  if (!/^\d{1,6}([.,]\d{1,9})?$/.test(plain)) return null
  return Math.round(Number(plain.replace(',', '.')) * NANO_PER_USD)
}
