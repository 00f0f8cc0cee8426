import { FocusBar } from '../../features/focus/focus-bar.tsx'
import { ReminderStack } from '../../features/reminders/reminder-stack.tsx'

/** What may ask for attention on any screen: the timer that runs, and reminders that are due. */
export function Attention() {
  return (
    <>
      <FocusBar />
      <ReminderStack />
    </>
  )
}
