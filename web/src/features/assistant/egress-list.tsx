import { useQuery } from '@tanstack/react-query'
import { WrapText } from 'lucide-react'
import { useState } from 'react'
import * as z from 'zod/mini'
import { useAssistantText } from './assistant-text.ts'
import { CopyButton, FootButton } from './copy-button.tsx'
import { Part } from './part.tsx'
import { recordNames } from './record-names.ts'
import type { Egress } from './queries.ts'

const recordSchema = z.array(
  z.object({ table: z.string(), id: z.string(), fields: z._default(z.array(z.string()), []) }),
)

export type ReadRecord = z.infer<typeof recordSchema>[number]

function recordsOf(sent: readonly Egress[]): ReadRecord[] {
  const records = new Map<string, ReadRecord>()
  for (const { records: value } of sent) {
    const parsed = recordSchema.safeParse(value)
    for (const record of parsed.success ? parsed.data : [])
      records.set(`${record.table} ${record.id}`, record)
  }
  return [...records.values()]
}

const ENTITY_OF: Record<string, 'pillar' | 'area' | 'project' | 'task' | 'label'> = {
  pillars: 'pillar',
  areas: 'area',
  projects: 'project',
  tasks: 'task',
  labels: 'label',
}

/** What of the person's rows a model was given, and every byte that was sent. */
export function EgressList({ sent }: { sent: readonly Egress[] }) {
  const t = useAssistantText()
  const records = recordsOf(sent)
  const { data: names } = useQuery({ ...recordNames(records), throwOnError: false })

  return (
    <>
      <Part title={t('receipt.read')}>
        {records.length === 0 ? (
          <p>{t('receipt.readNothing')}</p>
        ) : (
          <ul className="flex flex-col gap-1">
            {records.map(({ table, id }) => {
              const entity = ENTITY_OF[table]
              return (
                <li key={`${table} ${id}`} className="flex items-baseline gap-2">
                  <span className="min-w-0 flex-1 wrap-anywhere">{names?.get(id) ?? id}</span>
                  <span className="text-muted shrink-0 text-xs">
                    {entity ? t(`nouns.${entity}`) : table.replaceAll('_', ' ')}
                  </span>
                </li>
              )
            })}
          </ul>
        )}
      </Part>
      <Part title={t('receipt.sent')}>
        <ol className="flex flex-col gap-4">
          {sent.map((one) => (
            <li key={one.id}>
              <SentBody one={one} isOneOfMany={sent.length > 1} />
            </li>
          ))}
        </ol>
      </Part>
    </>
  )
}

/** One request as it went out: nothing added, nothing left out. */
function SentBody({ one, isOneOfMany }: { one: Egress; isOneOfMany: boolean }) {
  const t = useAssistantText()
  const [isBroken, setIsBroken] = useState(false)
  return (
    <>
      <p>{t('receipt.sentTo', { provider: one.provider, host: one.host })}</p>
      <div className="text-muted flex items-center gap-1 text-xs">
        <p className="min-w-0 flex-1">
          {t('receipt.sentWhat', { model: one.model, bytes: one.sent_bytes })}
          {isOneOfMany && ` · ${t('receipt.attempt', { number: one.attempt })}`}
        </p>
        <FootButton
          icon={WrapText}
          label={t(isBroken ? 'receipt.asSent' : 'receipt.withBreaks')}
          onClick={() => setIsBroken(!isBroken)}
        />
        <CopyButton label={t('receipt.copySent')} text={one.body} />
      </div>
      <pre
        tabIndex={0}
        aria-label={t('receipt.sent')}
        className="bg-sunken mt-1 max-h-80 overflow-auto rounded-sm px-3 py-2 text-xs wrap-anywhere whitespace-pre-wrap select-text"
      >
        {isBroken ? withBreaks(one.body) : one.body}
      </pre>
    </>
  )
}

/** The same values with room between them; what is no JSON stays as it is. */
function withBreaks(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2).replaceAll('\\n', '\n')
  } catch {
    return body
  }
}
