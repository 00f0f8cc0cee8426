import { Dialog, DialogBody } from '../../../ui/dialog.tsx'
import { useFitsColumns } from '../../../ui/use-is-wide.ts'
import type { Insight } from '../insight.ts'
import { useInsightsText } from '../insights-text.ts'
import { type OnOpen, useCompareLines } from './compare-lines.tsx'
import { CompareStack } from './compare-stack.tsx'
import { CompareTable } from './compare-table.tsx'

type CompareDialogProps = {
  insights: readonly Insight[]
  showsNumbers: boolean
  onOpen: OnOpen
  onClose: () => void
}

/** Two or three insights side by side, line by line; where there is no room for columns, one below the other. */
export function CompareDialog({ insights, showsNumbers, onOpen, onClose }: CompareDialogProps) {
  const t = useInsightsText()
  const lines = useCompareLines(showsNumbers, onOpen)
  const Lines = useFitsColumns() ? CompareTable : CompareStack
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('compare.title')}
      closeLabel={t('close')}
      focusesItself
      className="md:w-[min(60rem,calc(100vw-4rem))]!"
    >
      <DialogBody>
        <Lines insights={insights} lines={lines} onOpen={onOpen} />
      </DialogBody>
    </Dialog>
  )
}
