import type { QueryClient } from '@tanstack/react-query'
import {
  applyCommands,
  type ChangeCommand,
  compileCommands,
  type Life,
  type Write,
} from '../../../../../shared/commands.ts'
import { type Batch, stamp } from '../../../lib/changes.ts'
import { isTransient } from '../../../lib/errors.ts'
import { type CachePrefix, patchRow, removeRow } from '../../../lib/plan-cache.ts'
import { idPieces } from '../../../lib/read.ts'
import { currentUserId } from '../../../lib/session.ts'
import { supabase } from '../../../lib/supabase.ts'
import type { ChangeSpec } from '../../../lib/use-change.ts'
import { setProposalState, showProposalState } from '../message-data.ts'
import type { StableIds } from './stable-ids.ts'

export type Applying = {
  messageId: string
  commands: readonly ChangeCommand[]
  life: Life
  newIds: StableIds
  sentence: string
}

const SHOWN: readonly CachePrefix[] = ['tasks', 'today', 'projects', 'areas', 'pillars', 'labels']

/** Changes and deletions show at once; what is new appears with the lists it is in. */
function show(client: QueryClient, { commands, life, messageId }: Applying): void {
  for (const write of compileCommands(commands, life).writes) {
    if (write.operation === 'update') {
      for (const id of write.ids) patchRow(client, SHOWN, id, write.values)
    }
    if (write.operation === 'delete') for (const id of write.ids) removeRow(client, SHOWN, id)
  }
  showProposalState(client, messageId, 'applied')
}

/** Ids are chosen here, so that an insert that is sent twice is one insert. */
async function writeOne(write: Write, batch: Batch): Promise<void> {
  const user_id = currentUserId()
  if (write.operation === 'insert') {
    const rows = write.rows.map((row) => ({ ...row, user_id }))
    // Each table takes rows of its own shape, which this union of them has lost track of.
    const table = supabase.from(write.table as 'tasks')
    const request = table.upsert(rows as never, { onConflict: 'user_id,id', ignoreDuplicates: true })
    await stamp(request, batch, 'assistant').throwOnError()
    return
  }
  for (const some of idPieces(write.ids)) {
    const table = supabase.from(write.table as 'tasks')
    const request = write.operation === 'update' ? table.update(write.values as never) : table.delete()
    const rows = request.eq('user_id', user_id).in('id', some)
    await stamp(rows, batch, 'assistant').throwOnError()
  }
}

async function write({ commands, life, messageId, newIds }: Applying, batch: Batch): Promise<void> {
  try {
    const applied = await applyCommands(commands, {
      life,
      batch: batch.id,
      newId: newIds.again(),
      writer: (one) => writeOne(one, batch),
    })
    // Whoever offers this has looked for problems in the same life before.
    if ('problems' in applied) throw new Error('A proposal with problems cannot be applied')
  } catch (error) {
    // All of it or nothing; what got lost on the way is sent again as it is.
    if (!isTransient(error)) await supabase.rpc('undo_batch', { p_batch_id: batch.id })
    throw error
  }
  await setProposalState(messageId, 'applied', batch.id)
}

/** Does what was proposed: with the person's own rights, as one step, taken back by one undo. */
export const applyProposal: ChangeSpec<Applying> = {
  touches: [...SHOWN, 'progress', 'task-links', 'chats'],
  show,
  write,
  done: ({ sentence }) => sentence,
}
