import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { supabase } from '../../lib/supabase.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { isEmail } from './auth-errors.ts'
import { callbackUrl } from './auth-link.ts'
import { CodeForm } from './code-form.tsx'
import { EmailField } from './credential-fields.tsx'
import { useSubmit } from './use-submit.ts'

type MagicLinkFormProps = { email: string; onEmail: (email: string) => void; next: string }

/** Signing in by a link or code from a mail. Whether an address has an account is never said. */
export function MagicLinkForm({ email, onEmail, next }: MagicLinkFormProps) {
  const t = useTranslations('account')
  const [isSent, setIsSent] = useState(false)
  const { formProps, errors, failure, isSending } = useSubmit({
    check: () => (isEmail(email) ? {} : { email: 'emailInvalid' as const }),
    send: async () => {
      const { error } = await supabase.auth.signInWithOtp({
        email: email.trim(),
        options: { emailRedirectTo: callbackUrl(next), shouldCreateUser: false },
      })
      if (error && error.code !== 'otp_disabled' && error.code !== 'user_not_found') throw error
      setIsSent(true)
    },
  })

  if (isSent) {
    return (
      <div className="flex flex-col gap-5">
        <Notice role="status" tone="success">
          {t('linkSent', { email: email.trim() })}
        </Notice>
        <CodeForm email={email.trim()} type="email" next={next} />
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
      <EmailField value={email} error={errors?.email} onChange={onEmail} hasFocus />
      <Button type="submit" variant="primary" isBusy={isSending} className="self-start">
        {t('sendLink')}
      </Button>
    </form>
  )
}
