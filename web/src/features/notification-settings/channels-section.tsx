import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { errorKey } from '../../lib/errors.ts'
import { useUser } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { DeviceList } from './device-list.tsx'
import { useNotificationSettingsText } from './notification-settings-text.ts'
import { notificationSettingsQueries, type Preferences } from './queries.ts'

type ChannelsSectionProps = { preferences: Preferences; onChange: (patch: Partial<Preferences>) => void }

/** Where a person is told, each place with a way to try it. */
export function ChannelsSection({ preferences, onChange }: ChannelsSectionProps) {
  const t = useNotificationSettingsText()
  const { email } = useUser()
  const { data: devices } = useQuery({ ...notificationSettingsQueries.devices(), throwOnError: false })
  return (
    <Section title={t('channels.title')}>
      <SwitchRow
        label={t('channels.browser')}
        hint={t('channels.browserHint')}
        isOn={preferences.browser_notifications}
        onChange={(browser_notifications) => onChange({ browser_notifications })}
      />
      <div className="flex flex-col items-start gap-2">
        <div className="w-full">
          <SwitchRow
            label={t('channels.email')}
            hint={email ? t('channels.emailHint', { email }) : t('channels.emailNone')}
            isOn={preferences.email_notifications && Boolean(email)}
            isDisabled={!email}
            onChange={(email_notifications) => onChange({ email_notifications })}
          />
        </div>
        {email && <TestButton channel="email" label={t('channels.testEmail')} />}
      </div>
      <div className="flex flex-col items-start gap-2">
        <div className="w-full">
          <SwitchRow
            label={t('channels.push')}
            hint={t('channels.pushHint')}
            isOn={preferences.push_notifications}
            onChange={(push_notifications) => onChange({ push_notifications })}
          />
          {preferences.push_notifications && (
            <div className="border-line mt-1 ml-1 border-l pl-4">
              <DeviceList />
            </div>
          )}
        </div>
        <TestButton
          channel="push"
          label={t('channels.testPush')}
          lacks={devices?.length === 0 ? t('channels.noDevice') : undefined}
        />
      </div>
    </Section>
  )
}

type TestButtonProps = {
  channel: 'email' | 'push'
  label: string
  /** Why there is nothing to try yet. */
  lacks?: string
}

function TestButton({ channel, label, lacks }: TestButtonProps) {
  const hintId = useId()
  const t = useNotificationSettingsText()
  const tError = useTranslations('errors')
  const client = useQueryClient()
  const send = useMutation({
    meta: { handlesErrors: true },
    mutationFn: async () => {
      await supabase.rpc('send_test_notification', { p_channel: channel }).throwOnError()
    },
    onSuccess: () => {
      toast.plain(t('channels.tested'))
      void client.invalidateQueries({ queryKey: ['notification-settings', 'log'] })
    },
    onError: (error) => toast.error(tError(errorKey(error))),
  })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        size="sm"
        aria-label={label}
        aria-describedby={lacks && hintId}
        disabled={lacks !== undefined || send.isPending}
        onClick={() => send.mutate()}
      >
        <Send aria-hidden className="size-4" strokeWidth={1.75} />
        {t('channels.test')}
      </Button>
      {lacks && (
        <span id={hintId} className="text-muted text-sm">
          {lacks}
        </span>
      )}
    </div>
  )
}
