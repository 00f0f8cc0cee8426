import type { useTranslations } from 'use-intl'

/** The words about tasks, handed down: in a list of thousands, not every row asks for them. */
export type TaskText = ReturnType<typeof useTranslations<'tasks'>>
