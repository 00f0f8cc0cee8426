import type { ImportWarning } from '../../../../../shared/import/import-problem.ts'
import type { WarningGroup } from '../engine/engine.ts'
import { useImportText } from '../import-text.tsx'

const SHOWN = 5

/** What the person should know, one line per kind, each with its first cases to unfold. */
export function WarningList({ groups }: { groups: readonly WarningGroup[] }) {
  const t = useImportText()
  if (groups.length === 0) return null
  return (
    <section aria-labelledby="import-warnings" className="mt-8">
      <h3 id="import-warnings" className="font-semibold">
        {t('warnings.heading', { count: groups.length })}
      </h3>
      <ul className="mt-3 flex flex-col gap-2">
        {groups.map((group) => (
          <li key={group.code} className="border-line bg-surface rounded-md border px-4 py-3 text-sm">
            <WarningKind group={group} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function WarningKind({ group: { code, count, first } }: { group: WarningGroup }) {
  const t = useImportText()
  const title = t(`warnings.title.${code}`, { count })
  const cases = first.filter(
    ({ line, values }) => line !== null || values.count !== undefined || code === 'file_skipped',
  )
  if (cases.length === 0) return <>{title}</>
  return (
    <details>
      <summary className="cursor-pointer">{title}</summary>
      <ul className="text-muted mt-2 flex flex-col gap-1 ps-4">
        {cases.slice(0, SHOWN).map((warning, index) => (
          <li key={index} className="wrap-break-word">
            <Case warning={warning} />
          </li>
        ))}
        {count > SHOWN && <li>{t('warnings.more', { count: count - Math.min(SHOWN, cases.length) })}</li>}
      </ul>
    </details>
  )
}

function Case({ warning: { file, line, code, values } }: { warning: ImportWarning }) {
  const t = useImportText()
  const where = line === null ? file : t('warnings.line', { file, line })
  const what =
    code === 'indent_jump'
      ? t('warnings.detail.indent_jump', values)
      : values.count !== undefined
        ? t('warnings.detail.count', { count: Number(values.count) })
        : values.name !== undefined && values.value !== undefined
          ? t('warnings.detail.named', values)
          : values.value !== undefined
            ? t('warnings.detail.value', values)
            : values.name !== undefined
              ? t('warnings.detail.name', values)
              : values.type !== undefined
                ? t('warnings.detail.type', values)
                : null
  return what ? `${where}: ${what}` : where
}
