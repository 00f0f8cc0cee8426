import { useQuery } from '@tanstack/react-query'
import { aiSettingsQueries, mayAsk } from '../../lib/ai-settings.ts'

/** What the settings of the assistant call this place. */
const FEATURE = 'assistant'

/** Whether the person has switched models off, everywhere or here. Not before that is known. */
export function useModelsOff(): boolean {
  const { data } = useQuery({ ...aiSettingsQueries.own(), throwOnError: false })
  return data !== undefined && !mayAsk(data, FEATURE)
}
