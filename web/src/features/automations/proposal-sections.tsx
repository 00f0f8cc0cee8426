import { useInfiniteQuery } from '@tanstack/react-query'
import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { instantText } from '../../lib/format.ts'
import { useClock } from '../../lib/profile.ts'
import { useUndo } from '../../lib/undo.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useAutomationsText } from './automations-text.ts'
import { ProposalRow } from './proposal-row.tsx'
import { automationQueries, type Proposal } from './queries.ts'

/** What was done without being asked, night by night, each with the way back. */
export function DoneSection() {
  const t = useAutomationsText()
  const clock = useClock()
  const { undoBatch } = useUndo()
  return (
    <Proposals part="done" acted>
      {(proposals, hasMore) =>
        nightsOf(proposals).map(({ batchId, at, changes }, place, nights) => {
          const when = instantText(at, clock)
          const isUndone = changes.every((change) => change.isUndone)
          // Of the last night only a part may have been read.
          const isWhole = !hasMore || place < nights.length - 1
          return (
            <section key={batchId ?? at} aria-label={when} className="border-line border-y">
              <div className="flex items-center gap-3 py-2">
                <p className="min-w-0 flex-1">
                  <span className="font-medium">{when}</span>
                  {isWhole && (
                    <span className="text-muted text-sm">
                      {' '}
                      · {t('done.night', { count: changes.length })}
                    </span>
                  )}
                </p>
                {isUndone ? (
                  <span className="text-muted text-sm">{t('done.undone')}</span>
                ) : (
                  batchId && (
                    <Button
                      size="sm"
                      aria-label={t('done.undoNamed', { when })}
                      onClick={() => void undoBatch(batchId)}
                    >
                      <Undo2 aria-hidden className="size-4" strokeWidth={1.75} />
                      {t('done.undo')}
                    </Button>
                  )
                )}
              </div>
              <ul aria-label={when} className="divide-line border-line divide-y border-t">
                {changes.map((change) => (
                  <ProposalRow key={change.id} proposal={change} />
                ))}
              </ul>
            </section>
          )
        })
      }
    </Proposals>
  )
}

/** What it would have done while it was only watching. */
export function NotedSection() {
  const t = useAutomationsText()
  return (
    <Proposals part="noted" acted={false}>
      {(proposals) => (
        <ul aria-label={t('noted.title')} className="divide-line border-line divide-y border-y">
          {proposals.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} />
          ))}
        </ul>
      )}
    </Proposals>
  )
}

interface Night {
  batchId: string | null
  at: string
  changes: Proposal[]
}

/** The changes of one step together, latest step first. */
export function nightsOf(proposals: readonly Proposal[]): Night[] {
  const nights = new Map<string, Night>()
  for (const proposal of proposals) {
    const { batch_id: batchId, proposed_at: at } = proposal
    const night = nights.get(batchId ?? at) ?? { batchId, at, changes: [] }
    nights.set(batchId ?? at, { ...night, changes: [...night.changes, proposal] })
  }
  return [...nights.values()]
}

type ProposalsProps = {
  part: 'done' | 'noted'
  acted: boolean
  children: (proposals: readonly Proposal[], hasMore: boolean) => ReactNode
}

function Proposals({ part, acted, children }: ProposalsProps) {
  const t = useAutomationsText()
  const list = useInfiniteQuery({ ...automationQueries.proposals(acted), throwOnError: false })
  const proposals = list.data ?? []
  return (
    <Section title={t(`${part}.title`)} lead={t(`${part}.lead`)}>
      {list.isPending ? (
        <Skeleton className="h-24 w-full" />
      ) : list.isError ? (
        <div className="flex flex-wrap items-center gap-3">
          <p className="text-muted">{t('failed')}</p>
          <Button size="sm" onClick={() => void list.refetch()}>
            {t('retry')}
          </Button>
        </div>
      ) : proposals.length === 0 ? (
        <p className="text-muted">{t(`${part}.empty`)}</p>
      ) : (
        children(proposals, list.hasNextPage)
      )}
      {list.hasNextPage && (
        <Button
          size="sm"
          className="self-start"
          isBusy={list.isFetchingNextPage}
          aria-label={t('moreOf', { part: t(`${part}.title`) })}
          onClick={() => void list.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Section>
  )
}
