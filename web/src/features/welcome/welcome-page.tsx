import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowRight, Compass, FileInput, Sprout } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { dayIn } from '../../lib/dates.ts'
import { errorKey } from '../../lib/errors.ts'
import { openQuickAdd } from '../../lib/quick-add.ts'
import { Notice } from '../../ui/notice.tsx'
import { Logo } from '../../ui/logo.tsx'
import { Choice } from './choice.tsx'
import { LookSwitches } from '../../ui/look-switches.tsx'
import { type ReadyMade, StartMine } from './start-mine.tsx'

type Step = 'choose' | 'start'
type Busy = 'sample' | 'start' | 'import' | null

/**
 * The first screen: three ways in, none of which asks for an account. What talks to the server is loaded only when one
 * of them is taken.
 */
export function WelcomePage() {
  const t = useTranslations()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [step, setStep] = useState<Step>('choose')
  const heading = useRef<HTMLHeadingElement>(null)
  const [busy, setBusy] = useState<Busy>(null)
  const [failure, setFailure] = useState<string | null>(null)

  const attempt = async (choice: Exclude<Busy, null>, action: () => Promise<void>) => {
    if (busy) return
    setBusy(choice)
    setFailure(null)
    try {
      await action()
    } catch (error) {
      setFailure(t(`errors.${errorKey(error)}`))
      setBusy(null)
    }
  }

  /** What was pressed goes with its step: the focus goes on to what the next one is called. */
  const goTo = (next: Step) => {
    setStep(next)
    heading.current?.focus()
  }

  const lookAround = () =>
    attempt('sample', async () => {
      const { fillSampleLife } = await import('./first-steps.ts')
      await fillSampleLife(client)
      await navigate({ to: '/today' })
    })

  const importPlan = () =>
    attempt('import', async () => {
      const { ensureSession } = await import('../../lib/guest.ts')
      await ensureSession(client)
      await navigate({ to: '/import' })
    })

  const startMine = (pillars: readonly { name: string; icon: string }[]) =>
    attempt('start', async () => {
      const { startOwnLife } = await import('./first-steps.ts')
      await startOwnLife(client, pillars)
      // The person came to write a first task: the line for it is open when the screen appears.
      openQuickAdd({ dueOn: dayIn(Intl.DateTimeFormat().resolvedOptions().timeZone) })
      await navigate({ to: '/today' })
    })

  const startReadyMade = (life: ReadyMade) =>
    attempt('start', async () => {
      const firstSteps = await import('./first-steps.ts')
      await firstSteps.startReadyMade(client, life)
      await navigate({ to: '/today' })
    })

  return (
    <div className="flex min-h-dvh flex-col">
      <title>Aurum Life</title>
      <header className="flex items-center justify-between gap-4 px-4 py-2 sm:px-8 sm:py-4">
        <span className="flex h-11 items-center gap-2.5 font-semibold tracking-tight">
          <Logo className="size-6" />
          Aurum Life
        </span>
        <LookSwitches />
      </header>
      <main className="mx-auto flex w-full max-w-3xl flex-1 flex-col justify-center px-4 pt-2 pb-8 sm:px-8 sm:pb-12">
        <h1
          ref={heading}
          tabIndex={-1}
          className="max-w-xl text-2xl font-bold tracking-[-0.02em] text-balance sm:text-[2.5rem] sm:leading-[1.15]"
        >
          {t(step === 'choose' ? 'welcome.title' : 'welcome.start.title')}
        </h1>
        <p className="text-muted mt-3 max-w-xl text-lg text-pretty">
          {t(step === 'choose' ? 'welcome.lead' : 'welcome.start.lead')}
        </p>
        {failure && (
          <Notice tone="danger" role="alert" className="mt-6">
            {failure}
          </Notice>
        )}
        {step === 'choose' ? (
          <ul className="mt-6 grid gap-3 sm:mt-8">
            <Choice
              icon={Compass}
              title={t('welcome.sample.title')}
              text={t('welcome.sample.text')}
              isBusy={busy === 'sample'}
              onChoose={() => void lookAround()}
            />
            <Choice
              icon={Sprout}
              title={t('welcome.start.choice')}
              text={t('welcome.start.text')}
              isBusy={false}
              onChoose={() => goTo('start')}
            />
            <Choice
              icon={FileInput}
              title={t('welcome.import.title')}
              text={t('welcome.import.text')}
              isBusy={busy === 'import'}
              onChoose={() => void importPlan()}
            />
          </ul>
        ) : (
          <StartMine
            isBusy={busy === 'start'}
            onBack={() => goTo('choose')}
            onStart={(pillars) => void startMine(pillars)}
            onStartReadyMade={(life) => void startReadyMade(life)}
          />
        )}
        <p className="text-muted mt-5 flex flex-wrap items-center gap-x-2 sm:mt-10">
          {t('welcome.haveAccount')}
          <Link
            to="/sign-in"
            className="text-gold decoration-gold-soft-strong inline-flex min-h-11 items-center gap-1 rounded-sm font-medium underline decoration-2 underline-offset-4"
          >
            {t('account.signIn')}
            <ArrowRight aria-hidden className="size-4" />
          </Link>
        </p>
      </main>
    </div>
  )
}
