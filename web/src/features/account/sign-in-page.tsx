import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AccountLayout, linkClass } from './account-layout.tsx'
import { checkCredentials } from './auth-errors.ts'
import { EmailField, PasswordField } from './credential-fields.tsx'
import { GoogleButton } from './google-button.tsx'
import { MagicLinkForm } from './magic-link-form.tsx'
import { useSubmit } from './use-submit.ts'

export function SignInPage() {
  const t = useTranslations('account')
  const router = useRouter()
  const { next = '/today', ended } = useSearch({ from: '/sign-in' })
  const [email, setEmail] = useState('')
  const session = useSession()
  const [usesLink, setUsesLink] = useState(false)

  const isKnown = session.status === 'signed-in' && !session.isGuest

  // By whichever way somebody got in: onwards to where they wanted to go.
  useEffect(() => {
    if (isKnown) router.history.replace(next)
  }, [isKnown, next, router])

  return (
    <AccountLayout
      title={t('signIn')}
      footer={
        <>
          <p>
            {t('newHere')}{' '}
            <Link to="/sign-up" className={linkClass}>
              {t('createAccount')}
            </Link>
          </p>
          <p>
            <Link to="/welcome" className={linkClass}>
              {t('lookAround')}
            </Link>
          </p>
        </>
      }
    >
      {session.status === 'signed-in' && session.isGuest && (
        <Notice className="mb-6">
          {t.rich('guestWarning', {
            keep: (text) => (
              <Link to="/sign-up" className={linkClass}>
                {text}
              </Link>
            ),
          })}
        </Notice>
      )}
      {ended && (
        <Notice role="status" className="mb-6">
          {t('sessionEnded')}
        </Notice>
      )}
      <div className="flex flex-col gap-6">
        <GoogleButton next={next} />
        {usesLink ? (
          <MagicLinkForm email={email} onEmail={setEmail} next={next} />
        ) : (
          <PasswordForm email={email} onEmail={setEmail} />
        )}
        <Button variant="quiet" className="-ml-4 self-start" onClick={() => setUsesLink(!usesLink)}>
          {t(usesLink ? 'usePassword' : 'useLink')}
        </Button>
      </div>
    </AccountLayout>
  )
}

type PasswordFormProps = { email: string; onEmail: (email: string) => void }

function PasswordForm({ email, onEmail }: PasswordFormProps) {
  const t = useTranslations('account')
  const [password, setPassword] = useState('')
  const { formProps, errors, failure, isSending } = useSubmit({
    check: () => checkCredentials({ email, password }, 'known'),
    send: async () => {
      const { error } = await supabase.auth.signInWithPassword({ email: email.trim(), password })
      if (error) throw error
    },
  })

  return (
    <form {...formProps} className="flex flex-col gap-5">
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <EmailField value={email} error={errors?.email} onChange={onEmail} hasFocus />
      <PasswordField kind="known" value={password} error={errors?.password} onChange={setPassword} />
      <div className="flex items-center justify-between gap-4">
        <Button type="submit" variant="primary" isBusy={isSending}>
          {t('signIn')}
        </Button>
        <Link to="/reset-password" className={linkClass}>
          {t('forgot')}
        </Link>
      </div>
    </form>
  )
}
