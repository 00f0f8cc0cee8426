/** All zones this browser knows, with UTC and the one in use, whether it knows that or not. */
export function timeZones(current: string): string[] {
  return [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])].sort()
}
