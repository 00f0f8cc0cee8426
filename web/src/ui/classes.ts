/** Joins class names; what is false, null or undefined is left out. */
export const cx = (...classes: (string | false | null | undefined)[]): string =>
  classes.filter(Boolean).join(' ')
