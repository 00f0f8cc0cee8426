import { useState } from 'react'
import { useStore } from '../../lib/external-store.ts'
import { Page, PageHeader } from '../../ui/page.tsx'
import { importStore, type ImportState } from './import-store.ts'
import { ImportText, useImportText } from './import-text.tsx'
import { ApplyingStep } from './steps/applying-step.tsx'
import { ChooseStep } from './steps/choose-step.tsx'
import { ConfirmStep } from './steps/confirm-step.tsx'
import { DoneStep } from './steps/done-step.tsx'
import { ReviewStep } from './steps/review-step.tsx'

/** Brings a Todoist export into the plan: choose, check, dry run, apply. */
export function ImportPage() {
  return (
    <ImportText>
      <Steps />
    </ImportText>
  )
}

function Steps() {
  const t = useImportText()
  const state = useStore(importStore)
  // Arriving on the page leaves the focus where the router puts it; only going on moves it.
  const [first] = useState(state)
  return (
    <Page title={t('title')}>
      <PageHeader title={t('title')} subtitle={state.step === 'choose' && t('subtitle')} />
      <Step state={state} isFirstVisit={state === first} />
    </Page>
  )
}

function Step({ state, isFirstVisit }: { state: ImportState; isFirstVisit: boolean }) {
  switch (state.step) {
    case 'choose':
      return <ChooseStep state={state} isFirstVisit={isFirstVisit} />
    case 'review':
      return <ReviewStep state={state} />
    case 'confirm':
      return <ConfirmStep state={state} />
    case 'applying':
      return <ApplyingStep state={state} />
    case 'done':
      return <DoneStep state={state} />
  }
}
