import { englishTexts, type ImportTexts } from '../../../../../shared/import/import-texts.ts'
import { useImportText } from '../import-text.tsx'

/** The words an import writes into the person's plan, in the language of the app. */
export function useImportTexts(): ImportTexts {
  const t = useImportText()
  const names = Object.keys(englishTexts) as (keyof ImportTexts)[]
  return Object.fromEntries(names.map((name) => [name, t(`texts.${name}`)])) as Record<
    keyof ImportTexts,
    string
  >
}
