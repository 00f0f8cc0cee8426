import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Copy, Ellipsis, LayoutTemplate, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { InlineText } from '../../ui/inline-text.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { OfflineState } from '../../ui/offline-state.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProjectsText, useProjectsText } from './projects-text.ts'
import { templateQueries } from './queries.ts'
import { StartDialog } from './start-dialog.tsx'
import {
  MAX_PROJECT_NAME,
  type Template,
  useAddStarterTemplates,
  useDeleteTemplate,
  useRenameTemplate,
} from './template-data.ts'

export function TemplatesPage() {
  return (
    <ProjectsText>
      <Templates />
    </ProjectsText>
  )
}

/** Projects to do again. */
function Templates() {
  const t = useProjectsText()
  const navigate = useNavigate()
  const { data: templates, isPaused } = useQuery(templateQueries.all())
  const starters = useAddStarterTemplates()
  const [using, setUsing] = useState<Template | null>(null)

  return (
    <Page title={t('templates.title')}>
      <PageHeader title={t('templates.title')} subtitle={t('templates.subtitle')} />
      {!templates && (isPaused ? <OfflineState /> : <Skeleton className="h-16 w-full" />)}
      {templates?.length === 0 && (
        <EmptyState icon={LayoutTemplate} sentence={t('templates.empty')} hint={t('templates.emptyHint')}>
          <Button variant="primary" isBusy={starters.isPending} onClick={() => void starters.run(null)}>
            {t('templates.addStarters')}
          </Button>
        </EmptyState>
      )}
      {templates && templates.length > 0 && (
        <ul className="divide-line divide-y">
          {templates.map((template) => (
            <TemplateRow key={template.id} template={template} onUse={() => setUsing(template)} />
          ))}
        </ul>
      )}
      {using && (
        <StartDialog
          template={using}
          onClose={() => setUsing(null)}
          onMade={(projectId) => void navigate({ to: '/project/$projectId', params: { projectId } })}
        />
      )}
    </Page>
  )
}

const countTasks = ({ content }: Template): number =>
  typeof content === 'object' && content !== null && 'tasks' in content && Array.isArray(content.tasks)
    ? content.tasks.length
    : 0

function TemplateRow({ template, onUse }: { template: Template; onUse: () => void }) {
  const t = useProjectsText()
  const [isRenaming, setIsRenaming] = useState(false)
  const rename = useRenameTemplate()
  const remove = useDeleteTemplate()
  const { id, name, icon } = template

  return (
    <li className="flex items-center gap-3 py-3">
      <span aria-hidden className="bg-sunken grid size-10 shrink-0 place-items-center rounded-md text-lg">
        {icon}
      </span>
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <InlineText
            value={name}
            label={t('templates.nameOf', { name })}
            maxLength={MAX_PROJECT_NAME}
            onSave={(next) => {
              setIsRenaming(false)
              void rename.run({ id, name: next })
            }}
            onCancel={() => setIsRenaming(false)}
          />
        ) : (
          <h2 className="font-medium wrap-break-word">{name}</h2>
        )}
        <p className="text-muted text-sm">{t('templates.tasks', { count: countTasks(template) })}</p>
      </div>
      <Button size="sm" aria-label={t('templates.useNamed', { name })} onClick={onUse}>
        <Copy aria-hidden className="size-4 max-sm:hidden" strokeWidth={1.75} />
        {t('templates.use')}
      </Button>
      <Menu
        // The field for the new name has the focus by then.
        onCloseAutoFocus={(event) => isRenaming && event.preventDefault()}
        trigger={<IconButton icon={Ellipsis} label={t('templates.actions', { name })} />}
      >
        <MenuItem icon={Pencil} onSelect={() => setIsRenaming(true)}>
          {t('templates.rename')}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDanger onSelect={() => void remove.run({ id, name })}>
          {t('templates.delete')}
        </MenuItem>
      </Menu>
    </li>
  )
}
