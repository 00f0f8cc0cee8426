import { Download } from 'lucide-react'
import type { LedgerTotals } from '../../../../../shared/import/ledger.ts'
import { Button } from '../../../ui/button.tsx'
import { downloadLedger } from '../import-actions.ts'
import { useImportText } from '../import-text.tsx'

/** What became of the cells of the files, in numbers, and the list of all of them to keep. */
export function LedgerSummary({ totals }: { totals: LedgerTotals }) {
  const t = useImportText()
  return (
    <section aria-labelledby="import-ledger" className="mt-8">
      <h3 id="import-ledger" className="font-semibold">
        {t('ledger.heading')}
      </h3>
      <p className="text-muted mt-1 text-sm">{t('ledger.lead', { cells: totals.cells })}</p>
      <ul className="mt-2 list-disc ps-5 text-sm">
        {(['mapped', 'derived', 'kept', 'dropped', 'empty'] as const).map((verdict) => (
          <li key={verdict}>{t(`ledger.${verdict}`, { count: totals[verdict] })}</li>
        ))}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        {(['csv', 'json'] as const).map((format) => (
          <Button key={format} size="sm" onClick={() => void downloadLedger(format)}>
            <Download aria-hidden className="size-4" strokeWidth={1.75} />
            {t(`ledger.${format}`)}
          </Button>
        ))}
      </div>
    </section>
  )
}
