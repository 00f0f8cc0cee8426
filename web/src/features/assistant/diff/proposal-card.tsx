import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Check, Pencil } from 'lucide-react'
import { useMemo, useState } from 'react'
import { type ChangeCommand, type CommandProblem, previewCommands } from '../../../../../shared/commands.ts'
import { useChange } from '../../../lib/use-change.ts'
import { Button } from '../../../ui/button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import type { AnswerView } from '../answer-view.ts'
import { useAssistantText } from '../assistant-text.ts'
import { useProposalState } from '../use-proposal-state.ts'
import { AppliedPart } from './applied-part.tsx'
import { applyProposal } from './apply-proposal.ts'
import { Card } from './card.tsx'
import { type DiffRow, diffRows, rowsInEdit } from './diff-rows.ts'
import { DiffList } from './diff-list.tsx'
import { identified } from './edit-commands.ts'
import { EditList, type RefusedEdit } from './edit-list.tsx'
import { sayableOf, touches } from './edit-values.ts'
import { lifeFor } from './life-for.ts'
import { sameIdsEachTime } from './stable-ids.ts'

/** What the person makes of a proposal before it is applied. */
type Edit = { isOpen: boolean; commands: readonly ChangeCommand[] | null; refused: RefusedEdit | null }

const UNTOUCHED: Edit = { isOpen: false, commands: null, refused: null }

/** What the assistant proposes, and what the person makes of it. Nothing happens before they say so. */
export function ProposalCard({ answer, isWriting }: { answer: AnswerView; isWriting: boolean }) {
  const t = useAssistantText()
  const { id, state, batchId } = answer
  // Here, so that it outlives a proposal that is put aside and brought back.
  const [edit, setEdit] = useState(UNTOUCHED)
  return (
    <Card label={t('diff.label')} state={state}>
      {state === 'applied' && <AppliedPart batchId={batchId} />}
      {state === 'discarded' && <DiscardedPart id={id} />}
      {(state === 'proposed' || state === 'none') && (
        <OpenPart answer={answer} isWriting={isWriting} edit={edit} onEdit={setEdit} />
      )}
    </Card>
  )
}

function DiscardedPart({ id }: { id: string | null }) {
  const t = useAssistantText()
  const { setState } = useProposalState()
  return (
    <div className="text-muted flex min-h-11 items-center gap-2 pl-4 text-sm">
      <span className="flex-1">{t('diff.discarded')}</span>
      <Button
        size="sm"
        variant="quiet"
        disabled={id === null}
        onClick={() => id && setState(id, 'proposed')}
        className="mr-1.5"
      >
        {t('diff.bringBack')}
      </Button>
    </div>
  )
}

type OpenPartProps = {
  answer: AnswerView
  isWriting: boolean
  edit: Edit
  onEdit: (edit: Edit) => void
}

function OpenPart({ answer, isWriting, edit, onEdit }: OpenPartProps) {
  const t = useAssistantText()
  const { id, commands: proposed } = answer
  const asProposed = useMemo(() => identified(proposed), [proposed])
  const { isOpen: isEditing, commands: edited, refused } = edit
  const [newIds] = useState(() => sameIdsEachTime())
  const commands = edited ?? asProposed
  const { life, afterRead } = useLife(id ?? 'new', commands)
  const preview = useMemo(() => life && previewCommands(commands, life), [commands, life])
  const { run: apply, isPending } = useChange(applyProposal)
  const { setState } = useProposalState()

  const rows = preview ? diffRows(preview) : []
  const editRows =
    isEditing && life ? rowsInEdit(diffRows(previewCommands(asProposed, life)), rows, fieldsIn(commands)) : []
  const problems = preview?.problems ?? []
  const canApply =
    id !== null && !isWriting && life !== undefined && rows.length > 0 && problems.length === 0 && !refused

  const onApply = () => {
    if (!life || !id) return
    onEdit({ ...edit, isOpen: false, refused: null })
    void apply({
      ...{ messageId: id, commands, life, newIds },
      sentence: t('diff.appliedCount', { count: rows.length }),
    })
  }

  return (
    <>
      <div className="flex min-h-11 items-center gap-2 pl-4">
        <p className="text-muted flex-1 text-sm font-medium">
          {t('diff.title', { count: Math.max(rows.length, 1) })}
        </p>
        {(rows.length > 0 || isEditing) && !isWriting && (
          <Button
            size="sm"
            variant="quiet"
            aria-pressed={isEditing}
            onClick={() => onEdit({ ...edit, isOpen: !isEditing, refused: null })}
            className="mr-1.5"
          >
            {isEditing ? (
              <Check aria-hidden className="size-4" />
            ) : (
              <Pencil aria-hidden className="size-3.5" />
            )}
            {t(isEditing ? 'diff.finish' : 'diff.edit')}
          </Button>
        )}
      </div>
      <div className="px-4 pb-3">
        {!preview && <Skeleton className="h-5 w-3/5" />}
        {preview && rows.length === 0 && problems.length === 0 && (
          <p className="text-muted text-sm">{t(edited ? 'diff.allLeftOut' : 'diff.nothing')}</p>
        )}
        {isEditing ? (
          <EditList
            rows={editRows}
            commands={commands}
            refused={refused}
            onChange={(changed, why) =>
              afterRead(changed, () => onEdit({ isOpen: true, commands: changed, refused: why }))
            }
          />
        ) : (
          <DiffList rows={rows} />
        )}
        <Problems problems={problems} />
      </div>
      {!isWriting && (
        <footer className="border-line flex flex-wrap items-center gap-2 border-t px-3 py-2.5">
          <Button variant="primary" size="sm" disabled={!canApply} isBusy={isPending} onClick={onApply}>
            {t('diff.apply')}
          </Button>
          <Button
            variant="quiet"
            size="sm"
            disabled={id === null || isPending}
            onClick={() => id && setState(id, 'discarded')}
          >
            {t('diff.discard')}
          </Button>
        </footer>
      )}
    </>
  )
}

/** What can be said of the rows of these commands; null for one that is left out. */
const fieldsIn = (commands: readonly ChangeCommand[]) => (row: DiffRow) =>
  commands.some((command) => touches(command, row.id)) ? sayableOf(commands, row.id) : null

/** What the commands are shown against. An edit that names other rows is shown once those have been read. */
function useLife(key: string, commands: readonly ChangeCommand[]) {
  const client = useQueryClient()
  const { data: life } = useQuery({ ...lifeFor(key, commands), throwOnError: false })
  const afterRead = (changed: readonly ChangeCommand[], show: () => void) => {
    const next = lifeFor(key, changed)
    if (client.getQueryData(next.queryKey)) return show()
    void client.query(next).then(show, show)
  }
  return { life, afterRead }
}

function Problems({ problems }: { problems: readonly CommandProblem[] }) {
  const t = useAssistantText()
  const codes = [...new Set(problems.map(({ code }) => code))]
  if (codes.length === 0) return null
  return (
    <ul role="status" className="text-danger mt-2 flex flex-col gap-1 text-sm">
      {codes.map((code) => (
        <li key={code}>{t(`diff.problems.${code}`)}</li>
      ))}
    </ul>
  )
}
