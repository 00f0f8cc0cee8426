import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { deviceHints } from '../../lib/guest.ts'
import { useSession } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AccountLayout, linkClass } from './account-layout.tsx'
import { checkCredentials } from './auth-errors.ts'
import { callbackUrl } from './auth-link.ts'
import { ClaimForm } from './claim-form.tsx'
import { CodeForm } from './code-form.tsx'
import { EmailField, PasswordField } from './credential-fields.tsx'
import { useSubmit } from './use-submit.ts'

const NEXT = '/welcome'

/** A new account; for a guest, the guest's own account gets the address, so that the plan stays. */
export function SignUpPage() {
  const t = useTranslations('account')
  const session = useSession()
  const navigate = useNavigate()
  if (session.status === 'signed-in' && !session.isGuest) return <Navigate to="/today" replace />
  const isGuest = session.status === 'signed-in'

  return (
    <AccountLayout
      title={t(isGuest ? 'keepPlan' : 'createAccount')}
      lead={isGuest ? t('keepPlanLead') : undefined}
      footer={
        <p>
          {t('haveAccount')}{' '}
          <Link to="/sign-in" className={linkClass}>
            {t('signIn')}
          </Link>
        </p>
      }
    >
      {isGuest ? <ClaimForm onDone={() => navigate({ to: '/today' })} /> : <SignUpForm />}
    </AccountLayout>
  )
}

function SignUpForm() {
  const t = useTranslations('account')
  const navigate = useNavigate()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isMailSent, setIsMailSent] = useState(false)
  const { formProps, errors, failure, isSending } = useSubmit({
    check: () => checkCredentials({ email, password }, 'new'),
    send: async () => {
      const { data, error } = await supabase.auth.signUp({
        email: email.trim(),
        password,
        options: { data: deviceHints(), emailRedirectTo: callbackUrl(NEXT) },
      })
      if (error) throw error
      if (data.session) await navigate({ to: NEXT })
      else setIsMailSent(true)
    },
  })

  if (isMailSent) {
    return (
      <div className="flex flex-col gap-5">
        <Notice role="status" tone="success">
          {t('confirmSent', { email: email.trim() })}
        </Notice>
        <CodeForm email={email.trim()} type="signup" next={NEXT} />
      </div>
    )
  }

  return (
    <form {...formProps} className="flex flex-col gap-5">
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <EmailField value={email} error={errors?.email} onChange={setEmail} hasFocus />
      <PasswordField kind="new" value={password} error={errors?.password} onChange={setPassword} />
      <Button type="submit" variant="primary" isBusy={isSending} className="self-start">
        {t('createAccount')}
      </Button>
    </form>
  )
}
