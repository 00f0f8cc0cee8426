import { CalendarCheck2, History, Layers, Settings, type LucideIcon } from 'lucide-react'

export type NavigationItem = {
  to: '/today' | '/plan' | '/history' | '/settings'
  label: 'today' | 'plan' | 'history' | 'settings'
  icon: LucideIcon
}

export const NAVIGATION: readonly NavigationItem[] = [
  { to: '/today', label: 'today', icon: CalendarCheck2 },
  { to: '/plan', label: 'plan', icon: Layers },
  { to: '/history', label: 'history', icon: History },
  { to: '/settings', label: 'settings', icon: Settings },
]
