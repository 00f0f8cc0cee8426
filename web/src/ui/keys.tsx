import { useTranslations } from 'use-intl'
import { isApplePlatform, keyCaps, strokesIn } from '../lib/keys.ts'

/** Keys as they are printed on the keyboard in front of the person: `g t` is two, one after the other. */
export function Keys({ keys }: { keys: string }) {
  const t = useTranslations('ui.keys')
  const names = { mod: t('mod'), shift: t('shift'), esc: t('esc'), del: t('del'), space: t('space') }
  return (
    <span className="inline-flex items-center gap-1">
      {strokesIn(keys).map((stroke, index) => (
        <span key={stroke} className="inline-flex items-center gap-0.5">
          {index > 0 && <span className="text-faint px-0.5 text-xs">{t('then')}</span>}
          {keyCaps(stroke, isApplePlatform(), names).map((cap) => (
            <kbd
              key={cap}
              className="border-line-strong bg-surface text-muted inline-grid h-5 min-w-5 place-items-center rounded-[5px] border px-1 font-sans text-xs"
            >
              {cap}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  )
}
