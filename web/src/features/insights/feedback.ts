import { useMemo } from 'react'
import { patchRow } from '../../lib/plan-cache.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { type ChangeSpec, type RunChange, useRunChange } from '../../lib/use-change.ts'
import type { Insight } from './insight.ts'
import { type InsightsTranslate, useInsightsText } from './insights-text.ts'

/** What a person can say is wrong with an insight. */
export const CORRECTIONS = ['priority_incorrect', 'reasoning_unclear', 'insight_not_helpful'] as const
export type Correction = (typeof CORRECTIONS)[number]
export type Verdict = 'insight_helpful' | 'insight_not_helpful'

/** So long the button for taking it back stays; afterwards the same answer again takes it back. */
const UNDO_MS = 5_000

type Judged = Pick<Insight, 'id' | 'title' | 'user_feedback'>
type Answer = {
  id: string
  type: Verdict | Correction
  text?: string
  score?: number
  /** What the insight shows from now on. */
  verdict: 'accepted' | 'rejected' | 'modified'
}

/** The last answer of this page to each insight, for taking it back. */
const given = new Map<string, string>()

const show = (client: Parameters<typeof patchRow>[0], id: string, user_feedback: string | null) =>
  patchRow(client, ['insights'], id, { user_feedback })

const answer: ChangeSpec<Answer> = {
  touches: ['insights'],
  show: (client, { id, verdict }) => show(client, id, verdict),
  write: async ({ id, type, text, score }) => {
    const { data } = await supabase
      .rpc('give_insight_feedback', {
        p_insight_id: id,
        p_type: type,
        ...(text && { p_text: text }),
        ...(score !== undefined && { p_adjusted_score: score }),
      })
      .throwOnError()
    given.set(id, data.id)
  },
}

const takeBack: ChangeSpec<{ id: string }> = {
  touches: ['insights'],
  show: (client, { id }) => show(client, id, null),
  write: async ({ id }) => {
    const feedbackId = given.get(id) ?? (await lastAnswer(id))
    if (!feedbackId) return
    await supabase.rpc('take_back_insight_feedback', { p_feedback_id: feedbackId }).throwOnError()
    given.delete(id)
  },
}

async function lastAnswer(insightId: string): Promise<string | null> {
  const { data } = await supabase
    .from('hrm_feedback_log')
    .select('id')
    .eq('insight_id', insightId)
    .order('created_at', { ascending: false })
    .limit(1)
    .retry(false)
    .throwOnError()
  return data[0]?.id ?? null
}

const VERDICTS: Record<string, Verdict> = { accepted: 'insight_helpful', rejected: 'insight_not_helpful' }

/** What the person has answered. */
export const verdictOf = ({ user_feedback }: Pick<Insight, 'user_feedback'>): Verdict | null =>
  VERDICTS[user_feedback ?? ''] ?? null

function createFeedback(run: RunChange, t: InsightsTranslate) {
  return {
    /** Says yes or no; the same answer again takes it back. What was not kept is not said to be. */
    give: async (insight: Judged, type: Verdict) => {
      const { id, title } = insight
      const toastId = `feedback-${id}`
      const isTakenBack = verdictOf(insight) === type
      if (isTakenBack) toast.plain(t('feedback.takenBack'), { id: toastId })
      else {
        toast.undoable(
          t(`feedback.${type}`, { title }),
          { label: t('undo'), onClick: () => void run(takeBack, { id }) },
          { id: toastId, duration: UNDO_MS },
        )
      }
      const isKept = isTakenBack
        ? run(takeBack, { id })
        : run(answer, { id, type, verdict: type === 'insight_helpful' ? 'accepted' : 'rejected' })
      if (!(await isKept)) toast.unsay(toastId)
    },

    /** Says what is wrong. The score is what the person would have given, 0 to 1. */
    correct: ({ id }: Pick<Insight, 'id'>, type: Correction, text: string, score?: number) =>
      run(answer, { id, type, text, score, verdict: 'modified' }),
  }
}

export type Feedback = ReturnType<typeof createFeedback>

/** Answers to insights. Stable. */
export function useFeedback(): Feedback {
  const run = useRunChange()
  const t = useInsightsText()
  return useMemo(() => createFeedback(run, t), [run, t])
}
