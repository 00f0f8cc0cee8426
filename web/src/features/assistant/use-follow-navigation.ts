import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Navigation } from '../../../../shared/commands.ts'
import { useSeams } from './seams.ts'

/** Goes where an answer leads. */
export function useFollowNavigation() {
  const navigate = useNavigate()
  const { openRow } = useSeams()

  return useCallback(
    (target: Navigation) => {
      if (target.type === 'open') openRow(target.entity, target.id)
      else void navigate({ to: `/${target.screen}` })
    },
    [navigate, openRow],
  )
}
