import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { checkCredentials } from './auth-errors.ts'
import { callbackUrl } from './auth-link.ts'
import { EmailField, PasswordField } from './credential-fields.tsx'
import { useSubmit } from './use-submit.ts'

type ClaimFormProps = { onDone: () => void | Promise<void>; hasFocus?: boolean }

/** Gives a guest's account an address and a password; the same account, so everything in it stays. */
export function ClaimForm({ onDone, hasFocus = true }: ClaimFormProps) {
  const t = useTranslations('account')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { formProps, errors, failure, isSending } = useSubmit({
    check: () => checkCredentials({ email, password }, 'new'),
    send: async () => {
      const address = email.trim()
      const { data, error } = await supabase.auth.updateUser(
        { email: address, password },
        { emailRedirectTo: callbackUrl('/today', 'new-address') },
      )
      if (error) throw error
      const isConfirmed = data.user.email?.toLowerCase() === address.toLowerCase()
      await onDone()
      toast.plain(t(isConfirmed ? 'claimed' : 'claimSent', { email: address }))
    },
  })

  return (
    <form {...formProps} className="flex flex-col gap-5">
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <EmailField value={email} error={errors?.email} onChange={setEmail} hasFocus={hasFocus} />
      <PasswordField kind="new" value={password} error={errors?.password} onChange={setPassword} />
      <p className="text-muted text-sm">{t('claimHint')}</p>
      <Button type="submit" variant="primary" isBusy={isSending} className="self-start">
        {t('keepPlan')}
      </Button>
    </form>
  )
}
