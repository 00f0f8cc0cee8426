import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { AssistantRoute, AssistantUsage } from '../../../../shared/assistant/answer.ts'
import { errorKey } from '../../lib/errors.ts'
import { useAppLocale } from '../../lib/i18n/locale.ts'
import { moneyText } from '../../lib/money.ts'
import { useClock } from '../../lib/profile.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { AnswerView } from './answer-view.ts'
import { useAssistantText } from './assistant-text.ts'
import { EgressList } from './egress-list.tsx'
import { Part } from './part.tsx'
import { degradedWords, whyLines } from './receipt-words.ts'
import { chatQueries } from './queries.ts'

type ReceiptProps = { answer: AnswerView; onClose: () => void }

/** How an answer came about: who answered and why, what it cost, what was read and what was sent, word for word. */
export function Receipt({ answer, onClose }: ReceiptProps) {
  const t = useAssistantText()
  const locale = useAppLocale()
  const { source, route, usage, interactionId } = answer
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="sheet"
      title={t('receipt.title')}
      description={t('receipt.lead')}
      closeLabel={t('close')}
      focusesItself
    >
      <DialogBody className="flex flex-col gap-7">
        <Part title={t('receipt.who')}>
          {source && <p>{t(`receipt.${source}`)}</p>}
          {route?.degraded && (
            <p className="mt-2">
              {t('receipt.degraded', { why: degradedWords(route.degraded_for, t, locale) })}
            </p>
          )}
        </Part>
        {route && source !== 'rules' && <Why route={route} />}
        {route && <Figures route={route} usage={usage} interactionId={interactionId} />}
        {interactionId && <Sent interactionId={interactionId} />}
      </DialogBody>
    </Dialog>
  )
}

function Why({ route }: { route: AssistantRoute }) {
  const t = useAssistantText()
  const lines = whyLines(route, useAppLocale())
  if (lines.length === 0) return null
  return (
    <Part title={t('receipt.why')}>
      <ul className="marker:text-faint list-disc space-y-1 pl-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Part>
  )
}

type FiguresProps = { route: AssistantRoute; usage: AssistantUsage | null; interactionId: string | null }

function Figures({ route, usage, interactionId }: FiguresProps) {
  const t = useAssistantText()
  const { locale } = useClock()
  const tokens = usage && usage.input_tokens + usage.output_tokens > 0
  const lines: [label: string, value: ReactNode][] = [
    [t('receipt.route'), t(`receipt.tiers.${route.tier ?? 'none'}`)],
  ]
  if (route.score !== null) {
    const score = t('receipt.scoreOf', { score: route.score.toFixed(1) })
    lines.push([t('receipt.score'), route.band ? `${score}, ${t(`receipt.bands.${route.band}`)}` : score])
  }
  if (route.requested_model) lines.push([t('receipt.asked'), route.requested_model])
  if (route.served_model) lines.push([t('receipt.served'), route.served_model])
  if (tokens) {
    lines.push([
      t('receipt.tokens'),
      t(usage.estimated ? 'receipt.tokensGuessed' : 'receipt.tokensOf', {
        input: usage.input_tokens,
        output: usage.output_tokens,
      }),
    ])
  }
  const money = usage && usage.cost_nano_usd > 0 ? moneyText(usage.cost_nano_usd, locale) : null
  lines.push([
    t('receipt.cost'),
    money === null
      ? t('receipt.costNothing')
      : usage?.estimated
        ? t('receipt.costGuessed', { cost: money })
        : money,
  ])
  if (interactionId) lines.push([t('receipt.id'), <span className="text-xs">{interactionId}</span>])

  return (
    <dl className="divide-line border-line divide-y border-y">
      {lines.map(([label, value]) => (
        <div key={label} className="grid grid-cols-[9rem_minmax(0,1fr)] items-baseline gap-x-3 py-2">
          <dt className="text-muted text-sm">{label}</dt>
          <dd className="wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Sent({ interactionId }: { interactionId: string }) {
  const t = useAssistantText()
  const { data } = useQuery({ ...chatQueries.egress(interactionId), throwOnError: false })
  const forget = useForget(interactionId)
  if (!data) return <Skeleton className="h-5 w-3/5" />
  if (data.length === 0) {
    return (
      <Part title={t('receipt.sent')}>
        <p>{t('receipt.sentNothing')}</p>
      </Part>
    )
  }
  return (
    <>
      <EgressList sent={data} />
      <div>
        <p className="text-muted text-sm">{t('receipt.kept')}</p>
        <Button size="sm" isBusy={forget.isPending} onClick={() => forget.mutate()} className="mt-2">
          {t('receipt.forget')}
        </Button>
      </div>
    </>
  )
}

function useForget(interactionId: string) {
  const client = useQueryClient()
  const t = useAssistantText()
  const app = useTranslations()
  return useMutation({
    meta: { handlesErrors: true },
    mutationFn: async () => {
      const request = supabase.from('ai_egress').delete().eq('user_id', currentUserId())
      await request.eq('interaction_id', interactionId).throwOnError()
    },
    onSuccess: () => toast.plain(t('receipt.forgotten')),
    onError: (error) => toast.error(app(`errors.${errorKey(error)}`)),
    onSettled: () => client.invalidateQueries({ queryKey: ['chats', 'egress', interactionId] }),
  })
}
