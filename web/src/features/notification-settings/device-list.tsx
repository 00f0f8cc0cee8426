import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { supabase } from '../../lib/supabase.ts'
import { toast } from '../../lib/toast.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'
import { useNotificationSettingsText } from './notification-settings-text.ts'
import { readPushState, turnOffPush, turnOnPush } from './push-device.ts'
import { type Device, notificationSettingsQueries } from './queries.ts'

const NO_DEVICES: Device[] = []

/** Whether this browser rings, and which others do. */
export function DeviceList() {
  const t = useNotificationSettingsText()
  const client = useQueryClient()
  const { data: devices = NO_DEVICES } = useQuery({
    ...notificationSettingsQueries.devices(),
    throwOnError: false,
  })
  const endpoints = devices.map(({ endpoint }) => endpoint)
  const stateKey = ['notification-settings', 'this-device', ...endpoints]
  const { data: state = 'off' } = useQuery({ queryKey: stateKey, queryFn: () => readPushState(endpoints) })
  const refresh = () => client.invalidateQueries({ queryKey: ['notification-settings'] })

  const turn = useMutation({
    meta: { handlesErrors: true },
    mutationFn: async (isOn: boolean) => (isOn ? turnOnPush() : turnOffPush().then(() => 'off' as const)),
    onSuccess: (state, isOn) => isOn && state === 'off' && toast.plain(t('device.undecided')),
    onError: () => toast.error(t('device.failed')),
    onSettled: refresh,
  })
  const remove = useMutation({
    meta: { handlesErrors: true },
    mutationFn: async ({ id }: Device) => {
      await supabase.from('push_subscriptions').delete().eq('id', id).throwOnError()
    },
    onSuccess: (_, { device }) => toast.plain(t('device.removed', { name: device || t('device.unnamed') })),
    onError: () => toast.error(t('device.failed')),
    onSettled: refresh,
  })

  return (
    <>
      {state === 'unsupported' || state === 'blocked' ? (
        <Notice>{t(`device.${state}`)}</Notice>
      ) : (
        <SwitchRow
          label={t('device.on')}
          hint={t(turn.isPending && turn.variables ? 'device.turning' : 'device.onHint')}
          isOn={turn.isPending ? turn.variables : state === 'on'}
          isDisabled={turn.isPending}
          onChange={(isOn) => turn.mutate(isOn)}
        />
      )}
      {devices.length > 0 && (
        <ul aria-label={t('device.others')} className="divide-line divide-y">
          {devices.map((device) => (
            <li key={device.id} className="flex items-center justify-between gap-3 py-1">
              <span className="min-w-0 truncate">{device.device || t('device.unnamed')}</span>
              <IconButton
                icon={X}
                size="sm"
                label={t('device.remove', { name: device.device || t('device.unnamed') })}
                onClick={() => remove.mutate(device)}
              />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
