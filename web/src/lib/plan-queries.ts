import { queryOptions } from '@tanstack/react-query'
import type { Tables } from '../../../shared/database.types.ts'
import { supabase } from './supabase.ts'

export type Pillar = Tables<'pillars'>
export type Area = Tables<'areas'>
export type Project = Tables<'projects'>
export type Label = Tables<'labels'>

/** The levels above tasks. A life holds dozens to hundreds of them, so each list is loaded whole, archived ones too. */
const LEVEL_LIMIT = 1000

export const pillarQueries = {
  all: () =>
    queryOptions({
      queryKey: ['pillars', 'list'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('pillars')
          .select('*')
          .order('sort_order')
          .order('created_at')
          .limit(LEVEL_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}

export const areaQueries = {
  all: () =>
    queryOptions({
      queryKey: ['areas', 'list'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('areas')
          .select('*')
          .order('sort_order')
          .order('created_at')
          .limit(LEVEL_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}

export const projectQueries = {
  all: () =>
    queryOptions({
      queryKey: ['projects', 'list'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('projects')
          .select('*')
          .order('sort_order')
          .order('created_at')
          .limit(LEVEL_LIMIT)
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}

export const labelQueries = {
  all: () =>
    queryOptions({
      queryKey: ['labels', 'list'],
      queryFn: async ({ signal }) => {
        const { data } = await supabase
          .from('labels')
          .select('*')
          .order('name')
          .retry(false)
          .abortSignal(signal)
          .throwOnError()
        return data
      },
    }),
}
