import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { areaPlaces } from '../../lib/places.ts'
import { areaQueries, pillarQueries } from '../../lib/plan-queries.ts'
import { useToday } from '../../lib/profile.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useProjectsText } from './projects-text.ts'
import { MAX_PROJECT_NAME, type Template, useCreateFromTemplate } from './template-data.ts'

type StartDialogProps = { template: Template; onMade: (projectId: string) => void; onClose: () => void }

/** What a new project from a template needs: a name, a place, and the day it begins. */
export function StartDialog({ template, onMade, onClose }: StartDialogProps) {
  const t = useProjectsText()
  const ui = useTranslations('ui')
  const tasks = useTranslations('tasks')
  const today = useToday()
  const { data: pillars = [] } = useQuery(pillarQueries.all())
  const { data: areas = [] } = useQuery(areaQueries.all())
  const places = areaPlaces({ pillars, areas }, { noArea: tasks('noArea') })
  const [name, setName] = useState(template.name)
  const [areaId, setAreaId] = useState('')
  const [startOn, setStartOn] = useState(today)
  const [isNameMissing, setIsNameMissing] = useState(false)
  const create = useCreateFromTemplate()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!name.trim()) return setIsNameMissing(true)
    onClose()
    void create.run({
      templateId: template.id,
      areaId: areaId || null,
      name: name.trim(),
      startOn: startOn || today,
      onMade,
    })
  }

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('templates.useTitle', { name: template.name })}
      closeLabel={ui('close')}
    >
      <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <DialogBody className="flex flex-col gap-5">
          <TextField
            label={t('templates.name')}
            data-autofocus
            maxLength={MAX_PROJECT_NAME}
            value={name}
            error={isNameMissing && !name.trim() ? t('templates.nameMissing') : null}
            onChange={(event) => setName(event.target.value)}
          />
          <SelectField
            label={t('templates.place')}
            value={areaId}
            onChange={(event) => setAreaId(event.target.value)}
          >
            {places
              .filter(({ isSelectable }) => isSelectable)
              .map((place) => (
                <option key={place.key} value={place.id ?? ''}>
                  {[place.path.trim(), place.name].filter(Boolean).join(' › ')}
                </option>
              ))}
          </SelectField>
          <TextField
            type="date"
            label={t('templates.startOn')}
            hint={t('templates.startHint')}
            min="1900-01-01"
            max="2199-12-31"
            value={startOn}
            onChange={(event) => setStartOn(event.target.value)}
          />
        </DialogBody>
        <DialogFooter>
          <Button onClick={onClose}>{ui('cancel')}</Button>
          <Button type="submit" variant="primary">
            {t('templates.create')}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  )
}
