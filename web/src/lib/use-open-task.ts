import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

let opener: HTMLElement | null = null

/** Opens the panel of a task over the current screen; the address says so, so Back closes it. */
export function useOpenTask() {
  const navigate = useNavigate()
  return useCallback(
    (id: string, from?: HTMLElement | null) => {
      opener = from ?? null
      void navigate({ to: '.', search: (previous) => ({ ...previous, task: id }), resetScroll: false })
    },
    [navigate],
  )
}

export function useCloseTask() {
  const navigate = useNavigate()
  return useCallback(
    () =>
      void navigate({
        to: '.',
        search: (previous) => ({ ...previous, task: undefined }),
        resetScroll: false,
      }),
    [navigate],
  )
}

/** Gives focus back to what opened the panel; when that row is gone, to the heading of the screen. */
export function focusOpener(): void {
  const target = opener?.isConnected ? opener : document.querySelector<HTMLElement>('main h1')
  target?.focus()
  opener = null
}

export const useOpenTaskId = (): string | undefined => useSearch({ strict: false }).task
