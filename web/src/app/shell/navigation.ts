import { CalendarCheck2, History, Layers, Settings, Sparkles, type LucideIcon } from 'lucide-react'

export type NavigationItem = {
  to: '/today' | '/plan' | '/assistant/{-$threadId}' | '/history' | '/settings'
  label: 'today' | 'plan' | 'assistant' | 'history' | 'settings'
  keys: string
  icon: LucideIcon
}

export const NAVIGATION: readonly NavigationItem[] = [
  { to: '/today', label: 'today', keys: 'g t', icon: CalendarCheck2 },
  { to: '/plan', label: 'plan', keys: 'g p', icon: Layers },
  { to: '/assistant/{-$threadId}', label: 'assistant', keys: 'g a', icon: Sparkles },
  { to: '/history', label: 'history', keys: 'g h', icon: History },
  { to: '/settings', label: 'settings', keys: 'g s', icon: Settings },
]
