import { useTranslations } from 'use-intl'
import { TextField } from '../../ui/field.tsx'
import { type CredentialErrors, MIN_PASSWORD } from './auth-errors.ts'

type EmailFieldProps = {
  value: string
  error: CredentialErrors['email']
  onChange: (email: string) => void
  hasFocus?: boolean
}

export function EmailField({ value, error, onChange, hasFocus }: EmailFieldProps) {
  const t = useTranslations('account')
  return (
    <TextField
      name="email"
      type="email"
      inputMode="email"
      autoComplete="email"
      autoFocus={hasFocus}
      label={t('email')}
      value={value}
      error={error && t(`errors.${error}`)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}

type PasswordFieldProps = {
  kind: 'known' | 'new'
  value: string
  error: CredentialErrors['password']
  onChange: (password: string) => void
  hasFocus?: boolean
}

export function PasswordField({ kind, value, error, onChange, hasFocus }: PasswordFieldProps) {
  const t = useTranslations('account')
  return (
    <TextField
      name="password"
      type="password"
      autoFocus={hasFocus}
      autoComplete={kind === 'new' ? 'new-password' : 'current-password'}
      label={t(kind === 'new' ? 'newPassword' : 'password')}
      hint={kind === 'new' ? t('passwordHint', { count: MIN_PASSWORD }) : undefined}
      value={value}
      error={error && t(`errors.${error}`, { count: MIN_PASSWORD })}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
