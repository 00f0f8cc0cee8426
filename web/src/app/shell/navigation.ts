import { CalendarCheck2, History, Layers, Lightbulb, Settings, Sparkles, type LucideIcon } from 'lucide-react'

export type NavigationItem = {
  to: '/today' | '/plan' | '/insights' | '/assistant/{-$threadId}' | '/history' | '/settings'
  label: 'today' | 'plan' | 'insights' | 'assistant' | 'history' | 'settings'
  keys: string
  icon: LucideIcon
}

export const NAVIGATION: readonly NavigationItem[] = [
  { to: '/today', label: 'today', keys: 'g t', icon: CalendarCheck2 },
  { to: '/plan', label: 'plan', keys: 'g p', icon: Layers },
  { to: '/insights', label: 'insights', keys: 'g i', icon: Lightbulb },
  { to: '/assistant/{-$threadId}', label: 'assistant', keys: 'g a', icon: Sparkles },
  { to: '/history', label: 'history', keys: 'g h', icon: History },
  { to: '/settings', label: 'settings', keys: 'g s', icon: Settings },
]
