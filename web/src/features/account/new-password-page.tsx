import { Navigate, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useSession } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { AccountLayout } from './account-layout.tsx'
import { MIN_PASSWORD } from './auth-errors.ts'
import { PasswordField } from './credential-fields.tsx'
import { useSubmit } from './use-submit.ts'

/** Reached by the link of a reset mail, which has signed the person in. */
export function NewPasswordPage() {
  const t = useTranslations('account')
  const navigate = useNavigate()
  const session = useSession()
  const [password, setPassword] = useState('')
  const { formProps, errors, failure, isSending } = useSubmit({
    check: () => (password.length >= MIN_PASSWORD ? {} : { password: 'passwordShort' as const }),
    send: async () => {
      const { error } = await supabase.auth.updateUser({ password })
      if (error) throw error
      await navigate({ to: '/today' })
      toast.plain(t('passwordChanged'))
    },
  })
  if (session.status === 'signed-out') return <Navigate to="/reset-password" replace />

  return (
    <AccountLayout title={t('newPasswordTitle')}>
      <form {...formProps} className="flex flex-col gap-5">
        {failure && (
          <Notice tone="danger" role="alert">
            {failure}
          </Notice>
        )}
        <PasswordField kind="new" value={password} error={errors?.password} onChange={setPassword} hasFocus />
        <Button type="submit" variant="primary" isBusy={isSending} className="self-start">
          {t('setPassword')}
        </Button>
      </form>
    </AccountLayout>
  )
}
