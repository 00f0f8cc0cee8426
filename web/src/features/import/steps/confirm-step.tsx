import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { importTables } from '../../../../../shared/import/import-rows.ts'
import { useUser } from '../../../lib/session.ts'
import { Button, buttonClass } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { applyPlan, backToReview } from '../import-actions.ts'
import type { ImportState } from '../import-store.ts'
import { useImportText } from '../import-text.tsx'
import { LedgerSummary } from './ledger-summary.tsx'
import { StepHeading } from './step-heading.tsx'
import { WarningList } from './warning-list.tsx'

type ConfirmStepProps = { state: Extract<ImportState, { step: 'confirm' }> }

/** The dry run: what would be added, what is here already, and what cannot come along as it was. */
export function ConfirmStep({ state: { found, plan } }: ConfirmStepProps) {
  const t = useImportText()
  const { userId } = useUser()
  const client = useQueryClient()
  const shown = importTables.filter((table) => plan.counts[table].new + plan.counts[table].existing > 0)
  const tasks = plan.counts.tasks.new

  return (
    <section>
      <StepHeading number={3} title={t('confirm.heading')} lead={t('confirm.lead')} />
      {plan.rowCount === 0 && (
        <Notice tone="success" className="mb-4">
          {t('confirm.nothingNew')}
        </Notice>
      )}
      <table className="w-full max-w-md text-sm">
        <caption className="sr-only">{t('confirm.caption')}</caption>
        <thead>
          <tr className="text-muted text-left">
            <th scope="col" className="py-1.5 pr-4 font-medium">
              {t('confirm.entity')}
            </th>
            <th scope="col" className="py-1.5 pr-4 text-right font-medium">
              {t('confirm.new')}
            </th>
            <th scope="col" className="py-1.5 text-right font-medium">
              {t('confirm.existing')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((table) => (
            <tr key={table} className="border-line border-t">
              <th scope="row" className="py-1.5 pr-4 text-left font-normal">
                {t(`confirm.tables.${table}`)}
              </th>
              <td className="py-1.5 pr-4 text-right font-medium tabular-nums">{plan.counts[table].new}</td>
              <td className="text-muted py-1.5 text-right tabular-nums">{plan.counts[table].existing}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.profile && plan.rowCount > 0 && (
        <p className="mt-4 text-sm">
          {t(found.takesSettings ? 'backup.settingsCome' : 'backup.settingsStay')}
        </p>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-3">
        {plan.rowCount === 0 ? (
          <Link to="/plan" className={buttonClass('primary')}>
            {t('done.plan')}
          </Link>
        ) : (
          <Button variant="primary" onClick={() => void applyPlan(userId, client)}>
            {tasks > 0 ? t('confirm.apply', { count: tasks }) : t('confirm.applyRows')}
          </Button>
        )}
        <Button variant="quiet" onClick={backToReview}>
          {t('confirm.back')}
        </Button>
      </div>
      <WarningList groups={plan.warnings} />
      <LedgerSummary totals={plan.ledger} />
    </section>
  )
}
