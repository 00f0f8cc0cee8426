import type { Tables } from '../../../../shared/database.types.ts'
import { type Batch, stamp } from '../../lib/changes.ts'
import { PLAN_PREFIXES, patchRow, removeRow } from '../../lib/plan-cache.ts'
import type { Project } from '../../lib/plan-queries.ts'
import { currentUserId } from '../../lib/session.ts'
import { supabase } from '../../lib/supabase.ts'
import { useChange } from '../../lib/use-change.ts'
import { useProjectsText } from './projects-text.ts'

export type Template = Tables<'project_templates'>

export const MAX_PROJECT_NAME = 200

async function saveAsTemplate(projectId: string, name: string, batch: Batch): Promise<string> {
  const call = supabase.rpc('save_project_as_template', { p_project_id: projectId, p_name: name })
  const { data } = await stamp(call, batch).throwOnError()
  return data
}

type NewFromTemplate = { templateId: string; areaId: string | null; name: string; startOn: string }

async function createFrom(
  { templateId, areaId, name, startOn }: NewFromTemplate,
  batch: Batch,
): Promise<string> {
  const call = supabase.rpc('create_project_from_template', {
    p_template_id: templateId,
    p_name: name,
    p_start_on: startOn,
    ...(areaId && { p_area_id: areaId }),
  })
  const { data } = await stamp(call, batch).throwOnError()
  return data
}

async function deleteTemplate(id: string, batch: Batch): Promise<void> {
  const request = supabase.from('project_templates').delete().eq('user_id', currentUserId()).eq('id', id)
  await stamp(request, batch).throwOnError()
}

/** Keeps a project to do again. */
export function useSaveAsTemplate() {
  const t = useProjectsText()
  return useChange<{ projectId: string; name: string }>({
    touches: ['templates'],
    write: ({ projectId, name }, batch) => saveAsTemplate(projectId, name, batch),
    done: ({ name }) => t('templates.saved', { name }),
  })
}

type TemplateUse = NewFromTemplate & {
  /** Told the id of the new project once it is there. */
  onMade: (projectId: string) => void
}

/** A whole project in one step, which one undo takes back. */
export function useCreateFromTemplate() {
  const t = useProjectsText()
  return useChange<TemplateUse>({
    touches: PLAN_PREFIXES,
    write: async ({ onMade, ...values }, batch) => onMade(await createFrom(values, batch)),
    done: ({ name }) => t('templates.used', { name }),
  })
}

type Duplicate = { project: Project; name: string; startOn: string; onMade: (projectId: string) => void }

/** The same project again, all of it open, its days counted from today; one step. */
export function useDuplicateProject() {
  const t = useProjectsText()
  return useChange<Duplicate>({
    touches: PLAN_PREFIXES,
    write: async ({ project, name, startOn, onMade }, batch) => {
      const templateId = await saveAsTemplate(project.id, name, batch)
      onMade(await createFrom({ templateId, areaId: project.area_id, name, startOn }, batch))
      await deleteTemplate(templateId, batch)
    },
    done: ({ name }) => t('page.duplicated', { name }),
  })
}

export function useRenameTemplate() {
  const t = useProjectsText()
  return useChange<{ id: string; name: string }>({
    touches: ['templates'],
    show: (client, { id, name }) => patchRow(client, ['templates'], id, { name }),
    write: async ({ id, name }, batch) => {
      const request = supabase.from('project_templates').update({ name })
      await stamp(request.eq('user_id', currentUserId()).eq('id', id), batch).throwOnError()
    },
    done: ({ name }) => t('templates.renamed', { name }),
  })
}

export function useDeleteTemplate() {
  const t = useProjectsText()
  return useChange<{ id: string; name: string }>({
    touches: ['templates'],
    show: (client, { id }) => removeRow(client, ['templates'], id),
    write: ({ id }, batch) => deleteTemplate(id, batch),
    done: ({ name }) => t('templates.deleted', { name }),
  })
}

/** Puts in the templates to begin with, in the person's language. */
export function useAddStarterTemplates() {
  const t = useProjectsText()
  return useChange<null>({
    touches: ['templates'],
    write: async (_nothing, batch) => {
      await stamp(supabase.rpc('add_starter_templates'), batch).throwOnError()
    },
    done: () => t('templates.startersAdded'),
  })
}
