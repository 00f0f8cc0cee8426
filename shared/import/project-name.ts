/** What a file name says about the Todoist project in it. */
export interface FileIdentity {
  name: string
  /** The same for every export of the project: Todoist's id where the name has one, else the name. */
  key: string
}

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** "backup/Work [2203306141].csv" is the project Work; "(1)" is a browser's mark of a second download. */
function identify(path: string): FileIdentity & { marked: string } {
  const base = path
    .split(/[/\\]/)
    .at(-1)!
    .replace(/\.csv$/i, '')
    .trim()
  const withoutMark = base.replace(/\s*\(\d{1,2}\)$/, '')
  const match = /^(.*?)\s*\[([A-Za-z0-9]{6,})\]$/.exec(withoutMark || base)
  const name = match?.[1] || withoutMark || base || 'Todoist'
  return { name, key: match?.[2] ?? name, marked: base }
}

/** Names and keys of files that are imported together; two projects of one name stay two projects. */
export function identifyFiles(paths: readonly string[]): FileIdentity[] {
  const identities = paths.map(identify)
  const seen = new Map<string, number>()
  return identities.map(({ name, key, marked }) => {
    const isShared = identities.filter((other) => other.key === key).length > 1
    if (!isShared || key !== name) return numbered({ name, key }, seen)
    return numbered({ name: marked, key: marked }, seen)
  })
}

function numbered({ name, key }: FileIdentity, seen: Map<string, number>): FileIdentity {
  const before = seen.get(key) ?? 0
  seen.set(key, before + 1)
  return { name, key: before === 0 ? key : `${key} #${before + 1}` }
}

/** "Downloads/Tasks (1).csv" is "Tasks". */
export const baseName = (path: string): string =>
  (path.split(/[/\\]/).at(-1) ?? path)
    .replace(/\.\w{2,5}$/, '')
    .replace(/\s*\(\d{1,2}\)$/, '')
    .trim() || path

const inboxNames = new Set(['inbox', 'eingang', 'posteingang', 'boite de reception', 'bandeja de entrada'])

/** True for the name Todoist gives its inbox in the languages we know. */
export const isInboxName = (name: string) => inboxNames.has(fold(name.trim()))
