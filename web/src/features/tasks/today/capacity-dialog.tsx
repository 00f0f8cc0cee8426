import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { stamp } from '../../../lib/changes.ts'
import { weekdayName } from '../../../lib/format.ts'
import { profileQueries, useClock, useProfile } from '../../../lib/profile.ts'
import { currentUserId } from '../../../lib/session.ts'
import { supabase } from '../../../lib/supabase.ts'
import { useChange } from '../../../lib/use-change.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'

const HOUR_MINUTES = 60
const DAY_HOURS = 24
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0] as const

/** How much time one has for tasks on each day of the week. */
export function CapacityDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations('today.capacity')
  const ui = useTranslations('ui')
  const { locale } = useClock()
  const { day_capacity_minutes } = useProfile()
  const [hours, setHours] = useState(() =>
    day_capacity_minutes.map((minutes) => String(minutes / HOUR_MINUTES)),
  )

  const save = useChange<{ week: number[] }>({
    touches: ['profile'],
    show: (client, { week }) =>
      client.setQueryData(profileQueries.own(currentUserId()).queryKey, (profile) =>
        profile ? { ...profile, day_capacity_minutes: week } : profile,
      ),
    write: async ({ week }, batch) => {
      const request = supabase.from('user_profiles').update({ day_capacity_minutes: week })
      await stamp(request.eq('user_id', currentUserId()), batch).throwOnError()
    },
  })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save.run({ week: hours.map(minutesOf) })
    onClose()
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('title')}
      description={t('lead')}
      closeLabel={ui('close')}
      className="md:w-96"
    >
      <form noValidate onSubmit={submit}>
        <DialogBody className="grid grid-cols-2 gap-x-5 gap-y-3">
          {MONDAY_FIRST.map((weekday, index) => (
            <TextField
              key={weekday}
              type="number"
              inputMode="decimal"
              min={0}
              max={DAY_HOURS}
              step={0.5}
              label={weekdayName(weekday, locale)}
              value={hours[index] ?? '0'}
              onChange={(event) => setHours((current) => current.with(index, event.target.value))}
            />
          ))}
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" variant="primary">
            {ui('save')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}

/** Nothing typed is no time; more than a day is a day. */
function minutesOf(hours: string): number {
  const value = Number(hours.replace(',', '.'))
  return Math.round(Math.min(Math.max(Number.isFinite(value) ? value : 0, 0), DAY_HOURS) * HOUR_MINUTES)
}
