import { errorKey } from '../../lib/errors.ts'

type AuthSentence =
  | 'invalidCredentials'
  | 'emailTaken'
  | 'weakPassword'
  | 'samePassword'
  | 'notConfirmed'
  | 'linkExpired'
  | 'otherBrowser'
  | 'signUpClosed'
  | 'emailInvalid'

const BY_CODE: Record<string, AuthSentence> = {
  invalid_credentials: 'invalidCredentials',
  email_exists: 'emailTaken',
  user_already_exists: 'emailTaken',
  weak_password: 'weakPassword',
  same_password: 'samePassword',
  email_not_confirmed: 'notConfirmed',
  otp_expired: 'linkExpired',
  access_denied: 'linkExpired',
  bad_code_verifier: 'otherBrowser',
  pkce_code_verifier_not_found: 'otherBrowser',
  flow_state_not_found: 'linkExpired',
  flow_state_expired: 'linkExpired',
  signup_disabled: 'signUpClosed',
  email_address_invalid: 'emailInvalid',
}

const FIELDS: Partial<Record<AuthSentence, 'email' | 'password' | 'code'>> = {
  invalidCredentials: 'password',
  emailTaken: 'email',
  emailInvalid: 'email',
  weakPassword: 'password',
  samePassword: 'password',
  linkExpired: 'code',
}

const sentenceOf = (error: unknown): AuthSentence | undefined =>
  BY_CODE[typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '']

/** The name of the field that has to be put right, if it is one. */
export function authErrorField(error: unknown): string | null {
  const sentence = sentenceOf(error)
  return (sentence && FIELDS[sentence]) ?? null
}

/** Where in the catalogue the sentence for a failed sign-in, sign-up or link stands. */
export function authErrorPath(error: unknown) {
  const sentence = sentenceOf(error)
  return sentence ? (`account.errors.${sentence}` as const) : (`errors.${errorKey(error)}` as const)
}

export const MIN_PASSWORD = 8

export type CredentialErrors = Partial<
  Record<'email' | 'password', 'emailInvalid' | 'passwordMissing' | 'passwordShort'>
>

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export const isEmail = (text: string): boolean => EMAIL.test(text.trim())

/** What is wrong with an address and, for a new one, a password, in the order of the form. */
export function checkCredentials(
  { email, password }: { email: string; password: string },
  kind: 'known' | 'new',
): CredentialErrors {
  return {
    ...(!isEmail(email) && { email: 'emailInvalid' as const }),
    ...(kind === 'known' && !password && { password: 'passwordMissing' as const }),
    ...(kind === 'new' && password.length < MIN_PASSWORD && { password: 'passwordShort' as const }),
  }
}
