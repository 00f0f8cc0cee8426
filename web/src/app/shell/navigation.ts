import { CalendarCheck2, History, Layers, Settings, type LucideIcon } from 'lucide-react'

export type NavigationItem = {
  to: '/today' | '/plan' | '/history' | '/settings'
  label: 'today' | 'plan' | 'history' | 'settings'
  keys: string
  icon: LucideIcon
}

export const NAVIGATION: readonly NavigationItem[] = [
  { to: '/today', label: 'today', keys: 'g t', icon: CalendarCheck2 },
  { to: '/plan', label: 'plan', keys: 'g p', icon: Layers },
  { to: '/history', label: 'history', keys: 'g h', icon: History },
  { to: '/settings', label: 'settings', keys: 'g s', icon: Settings },
]
