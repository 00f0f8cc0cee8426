import { regionalLocale, useAppLocale } from '../../lib/i18n/locale.ts'
import { moneyText } from '../../lib/money.ts'

/** Nano-dollars as this person reads them; with `digits`, fit for a column. */
export function useMoney(): (nanoUsd: number, digits?: number) => string {
  const locale = regionalLocale(useAppLocale())
  return (nanoUsd, digits) => moneyText(nanoUsd, locale, digits)
}
