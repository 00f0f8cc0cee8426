import { loadFilterText } from '../features/filters/filter-text.ts'
import { SavedFilterCommands } from '../features/filters/saved-filter-commands.tsx'
import { localeStore } from '../lib/i18n/locale.ts'

/** The saved filters as commands, with the words they need. */
export const loadSavedFilterCommands = () =>
  loadFilterText(localeStore.get()).then(
    () => SavedFilterCommands,
    () => () => null,
  )
