import type { EmailOtpType } from '@supabase/supabase-js'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { supabase } from '../../lib/supabase.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSubmit } from './use-submit.ts'

type CodeFormProps = { email: string; type: EmailOtpType; next: string }

/** The number in the mail works where its link does not: when the mail is read on another device. */
export function CodeForm({ email, type, next }: CodeFormProps) {
  const t = useTranslations('account')
  const router = useRouter()
  const [code, setCode] = useState('')
  const { formProps, errors, failure, isSending } = useSubmit({
    check: () => (/^\d{6,8}$/.test(code.trim()) ? {} : { code: 'codeInvalid' as const }),
    send: async () => {
      const { error } = await supabase.auth.verifyOtp({ email, token: code.trim(), type })
      if (error) throw error
      router.history.push(next)
    },
  })

  return (
    <form {...formProps} className="flex flex-col gap-4">
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <TextField
        name="code"
        label={t('code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={errors?.code && t(`errors.${errors.code}`)}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" isBusy={isSending} className="self-start">
        {t('useCode')}
      </Button>
    </form>
  )
}
