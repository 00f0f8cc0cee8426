import type { DayField, Energy, FilterLevel, Priority, Status, Trait } from './filter.ts'

export type FilterLanguage = 'en' | 'de'

/** The spellings of a word by language; the first is the one that is printed. */
type Word = Record<FilterLanguage, readonly [string, ...string[]]>

export type FilterKey =
  FilterLevel | DayField | 'label' | 'priority' | 'status' | 'energy' | 'duration' | 'is'

export const KEYS: Record<FilterKey, Word> = {
  project: { en: ['project'], de: ['projekt'] },
  area: { en: ['area'], de: ['bereich'] },
  pillar: { en: ['pillar'], de: ['säule', 'saeule'] },
  label: { en: ['label'], de: ['label', 'etikett'] },
  priority: { en: ['priority'], de: ['priorität', 'prioritaet', 'prio'] },
  status: { en: ['status'], de: ['status'] },
  due: { en: ['due'], de: ['fällig', 'faellig'] },
  start: { en: ['start'], de: ['start', 'beginn'] },
  deadline: { en: ['deadline'], de: ['frist'] },
  energy: { en: ['energy'], de: ['energie'] },
  duration: { en: ['duration'], de: ['dauer'] },
  is: { en: ['is'], de: ['ist'] },
  created: { en: ['created'], de: ['erstellt'] },
  completed: { en: ['completed'], de: ['erledigt'] },
}

export const OPERATORS: Record<'and' | 'or' | 'not', Word> = {
  and: { en: ['and'], de: ['und'] },
  or: { en: ['or'], de: ['oder'] },
  not: { en: ['not'], de: ['nicht'] },
}

export const PRIORITY_WORDS: Record<Priority, Word> = {
  urgent: { en: ['urgent'], de: ['dringend'] },
  high: { en: ['high'], de: ['hoch'] },
  medium: { en: ['medium'], de: ['mittel'] },
  low: { en: ['low'], de: ['niedrig'] },
}

export const STATUS_WORDS: Record<Status, Word> = {
  todo: { en: ['todo'], de: ['offen'] },
  in_progress: { en: ['in-progress', 'in_progress'], de: ['in-arbeit'] },
  review: { en: ['review'], de: ['prüfung', 'pruefung'] },
  completed: { en: ['completed', 'done'], de: ['erledigt'] },
}

export const ENERGY_WORDS: Record<Energy, Word> = {
  low: { en: ['low'], de: ['niedrig'] },
  medium: { en: ['medium'], de: ['mittel'] },
  high: { en: ['high'], de: ['hoch'] },
}

export const TRAIT_WORDS: Record<Trait, Word> = {
  open: { en: ['open'], de: ['offen'] },
  done: { en: ['done', 'completed'], de: ['erledigt'] },
  blocked: { en: ['blocked'], de: ['blockiert'] },
  recurring: { en: ['recurring'], de: ['wiederkehrend'] },
  inbox: { en: ['inbox'], de: ['eingang'] },
}

export const DAY_WORDS: Record<'today' | 'tomorrow' | 'yesterday' | 'overdue', Word> = {
  today: { en: ['today'], de: ['heute'] },
  tomorrow: { en: ['tomorrow'], de: ['morgen'] },
  yesterday: { en: ['yesterday'], de: ['gestern'] },
  overdue: { en: ['overdue'], de: ['überfällig', 'ueberfaellig'] },
}

export const NONE: Word = { en: ['none'], de: ['keine', 'kein', 'keins', 'ohne'] }
export const ANY: Word = { en: ['any'], de: ['beliebig'] }
export const DAY_UNIT: Word = { en: ['d'], de: ['t'] }

const fold = (text: string): string => text.normalize('NFC').toLowerCase()

export const isWord = (word: Word, text: string): boolean => {
  const folded = fold(text)
  return word.en.includes(folded) || word.de.includes(folded)
}

/** Which of the words a text is, in whatever language. */
export function lookUp<K extends string>(words: Record<K, Word>, text: string): K | null {
  for (const key in words) if (isWord(words[key], text)) return key
  return null
}
