import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { supabase } from '../../lib/supabase.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AccountLayout, linkClass } from './account-layout.tsx'
import { isEmail } from './auth-errors.ts'
import { callbackUrl } from './auth-link.ts'
import { CodeForm } from './code-form.tsx'
import { EmailField } from './credential-fields.tsx'
import { useSubmit } from './use-submit.ts'

const NEXT = '/auth/new-password'

export function ResetPage() {
  const t = useTranslations('account')
  const [email, setEmail] = useState('')
  const [isSent, setIsSent] = useState(false)
  const { formProps, errors, failure, isSending } = useSubmit({
    check: () => (isEmail(email) ? {} : { email: 'emailInvalid' as const }),
    send: async () => {
      const { error } = await supabase.auth.resetPasswordForEmail(email.trim(), {
        redirectTo: callbackUrl(NEXT),
      })
      if (error) throw error
      setIsSent(true)
    },
  })

  return (
    <AccountLayout
      title={t('resetTitle')}
      lead={t('resetLead')}
      footer={
        <p>
          <Link to="/sign-in" className={linkClass}>
            {t('backToSignIn')}
          </Link>
        </p>
      }
    >
      {isSent ? (
        <div className="flex flex-col gap-5">
          <Notice role="status" tone="success">
            {t('resetSent', { email: email.trim() })}
          </Notice>
          <CodeForm email={email.trim()} type="recovery" next={NEXT} />
        </div>
      ) : (
        <form {...formProps} className="flex flex-col gap-5">
          {failure && (
            <Notice tone="danger" role="alert">
              {failure}
            </Notice>
          )}
          <EmailField value={email} error={errors?.email} onChange={setEmail} hasFocus />
          <Button type="submit" variant="primary" isBusy={isSending} className="self-start">
            {t('sendReset')}
          </Button>
        </form>
      )}
    </AccountLayout>
  )
}
