import { Link } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useUser } from '../../lib/session.ts'
import { useSignOut } from '../../lib/sign-out.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { ClaimForm } from './claim-form.tsx'

/** The account: whose it is, how to keep it, how to leave. */
export function AccountSection() {
  const t = useTranslations('account')
  const user = useUser()
  const signOut = useSignOut()

  return (
    <Section title={t('title')}>
      {user.isGuest ? (
        <>
          <p className="text-muted">
            {user.pendingEmail ? t('claimPending', { email: user.pendingEmail }) : t('keepPlanLead')}
          </p>
          <ClaimForm onDone={() => undefined} hasFocus={false} />
        </>
      ) : (
        <>
          <p>{t('signedInAs', { email: user.email ?? '' })}</p>
          <div className="flex flex-wrap gap-2">
            <Link to="/auth/new-password" className={buttonClass()}>
              {t('changePassword')}
            </Link>
            <Button onClick={() => void signOut()}>
              <LogOut aria-hidden className="size-4" strokeWidth={1.75} />
              {t('signOut')}
            </Button>
          </div>
        </>
      )}
    </Section>
  )
}
