import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ListFilter } from 'lucide-react'
import { useMemo } from 'react'
import { type Command, useCommands } from '../../lib/commands.ts'
import { useAppLocale } from '../../lib/i18n/locale.ts'
import { FilterText, useFilterText } from './filter-text.ts'
import { inOrder, savedFilterQueries, translated } from './saved-filter-data.ts'

/** Makes every saved filter a command of the palette, on whatever screen. */
export function SavedFilterCommands() {
  return (
    <FilterText>
      <Commands />
    </FilterText>
  )
}

function Commands() {
  const t = useFilterText()
  const language = useAppLocale()
  const navigate = useNavigate()
  const { data } = useQuery({ ...savedFilterQueries.all(), throwOnError: false })

  const commands = useMemo(
    () =>
      inOrder(data ?? []).map(({ id, name, icon, query }): Command => ({
        id: `saved-filter-${id}`,
        label: t('saved.command', { name: `${icon} ${name}` }),
        group: 'go',
        icon: ListFilter,
        run: () =>
          void navigate({ to: '/plan', search: { view: 'list', filter: translated(query, language) } }),
      })),
    [data, t, language, navigate],
  )
  useCommands(commands)
  return null
}
