import {
  chooseQuickAddLanguage,
  QUICK_ADD_LANGUAGES,
  useChosenQuickAddLanguage,
} from '../../lib/quick-add-language.ts'
import { SelectField } from '../../ui/field.tsx'
import { Section } from '../../ui/section.tsx'
import { QuickAddText, useQuickAddText } from './quick-add-text.ts'

/** In which language a typed line is read. */
export function QuickAddLanguageSection() {
  return (
    <QuickAddText>
      <LanguageSelect />
    </QuickAddText>
  )
}

function LanguageSelect() {
  const text = useQuickAddText()
  const chosen = useChosenQuickAddLanguage()
  return (
    <Section title={text('language.title')}>
      <SelectField
        label={text('language.label')}
        hint={text('language.hint')}
        className="w-full max-w-sm"
        value={chosen ?? ''}
        onChange={(event) => chooseQuickAddLanguage(event.target.value)}
      >
        <option value="">{text('language.app')}</option>
        {QUICK_ADD_LANGUAGES.map((language) => (
          <option key={language} value={language}>
            {text(`language.${language}`)}
          </option>
        ))}
      </SelectField>
    </Section>
  )
}
