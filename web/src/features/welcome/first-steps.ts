import type { QueryClient } from '@tanstack/react-query'
import { type Batch, newBatch, stamp } from '../../lib/changes.ts'
import { ensureSession } from '../../lib/guest.ts'
import { profileQueries } from '../../lib/profile.ts'
import { currentUserId, settledSession } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import type { ReadyMade } from './start-mine.tsx'

const PILLAR_COLORS = ['#5A9A4A', '#3C8DBC', '#C94F6D', '#C99A1B', '#9A5FB4', '#2E9384', '#D9653B'] as const

async function enter(client: QueryClient): Promise<void> {
  await ensureSession(client)
  await settledSession()
}

/** Fills the account of the person, or of a new guest, with the sample life. */
export async function fillSampleLife(client: QueryClient): Promise<void> {
  await enter(client)
  await stamp(supabase.rpc('fill_sample_life'), newBatch()).throwOnError()
  await client.invalidateQueries()
}

/** Makes the chosen pillars, each with a first area of the same name, as one step that can be taken back. */
export async function startOwnLife(
  client: QueryClient,
  chosen: readonly { name: string; icon: string }[],
): Promise<void> {
  await enter(client)
  const user_id = currentUserId()
  const batch = newBatch()
  const pillars = chosen.map(({ name, icon }, index) => ({
    id: crypto.randomUUID(),
    user_id,
    name,
    icon,
    color: PILLAR_COLORS[index % PILLAR_COLORS.length] ?? PILLAR_COLORS[0],
    sort_order: index,
  }))
  const areas = pillars.map(({ id, ...look }) => ({ ...look, id: crypto.randomUUID(), pillar_id: id }))
  if (pillars.length > 0) {
    await stamp(supabase.from('pillars').insert(pillars), batch).throwOnError()
    await stamp(supabase.from('areas').insert(areas), batch).throwOnError()
  }
  await noteStarted(client, batch)
}

/** Gives the person pillars, areas, projects and first tasks that fit their life, as one step. */
export async function startReadyMade(client: QueryClient, life: ReadyMade): Promise<void> {
  await enter(client)
  const batch = newBatch()
  await stamp(supabase.rpc('fill_starter_life', { p_life: life }), batch).throwOnError()
  await noteStarted(client, batch)
}

async function noteStarted(client: QueryClient, batch: Batch): Promise<void> {
  const user_id = currentUserId()
  const profile = supabase
    .from('user_profiles')
    .update({ onboarding_state: 'started' })
    .eq('user_id', user_id)
  await stamp(profile, batch).throwOnError()
  await client.invalidateQueries({ queryKey: profileQueries.own(user_id).queryKey })
}
