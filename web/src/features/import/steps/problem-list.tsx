import type { ImportProblem } from '../../../../../shared/import/import-problem.ts'
import { Notice } from '../../../ui/notice.tsx'
import { useImportText } from '../import-text.tsx'

/** What stands against the import: which file, which line, and what to do about it. */
export function ProblemList({ problems }: { problems: readonly ImportProblem[] }) {
  const t = useImportText()
  return (
    <Notice tone="danger" role="alert" className="mt-4">
      <p className="font-medium">{t('choose.problems', { count: problems.length })}</p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {problems.map(({ code, file, line, values }, index) => (
          <li key={index} className="wrap-break-word">
            <span className="font-medium">
              {line === null ? t('problems.file', { file }) : t('problems.at', { file, line })}
            </span>{' '}
            {t(`problems.${code}`, values)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
