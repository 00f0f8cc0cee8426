import { Inbox, Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Keys } from '../../ui/keys.tsx'
import { Logo } from '../../ui/logo.tsx'
import { Notice } from '../../ui/notice.tsx'
import { RadioRow } from '../../ui/radio-row.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { SwitchRow } from '../../ui/switch-row.tsx'

const COLOURS = [
  ...['canvas', 'surface', 'raised', 'sunken', 'hover', 'pressed', 'line', 'line-strong', 'control'],
  ...['ink', 'muted', 'faint', 'gold', 'gold-fill', 'gold-soft', 'gold-soft-strong', 'focus'],
  ...['danger', 'danger-soft', 'danger-fill', 'success', 'success-soft', 'toast'],
]
const SIZES = ['text-xs', 'text-sm', 'text-base', 'text-lg', 'text-xl', 'text-2xl'] as const
const VARIANTS = ['primary', 'secondary', 'quiet', 'danger'] as const

/** Every piece of the visual language in its states, light beside dark; only while developing. */
export function GalleryPage() {
  return (
    <main className="grid min-h-dvh lg:grid-cols-2">
      <title>Gallery · Aurum Life</title>
      {(['light', 'dark'] as const).map((scheme) => (
        <div key={scheme} style={{ colorScheme: scheme }} className="bg-canvas text-ink p-8">
          <h1 className="mb-8 flex items-center gap-3 text-2xl font-bold">
            <Logo /> {scheme}
          </h1>
          <div className="flex flex-col gap-10">
            <Pieces scheme={scheme} />
          </div>
        </div>
      ))}
    </main>
  )
}

function Row({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap items-center gap-3">{children}</div>
}

function Pieces({ scheme }: { scheme: string }) {
  const [theme, setTheme] = useState<'a' | 'b' | 'c'>('a')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Section title="Colours">
        <Row>
          {COLOURS.map((name) => (
            <span key={name} className="w-24 text-xs">
              <span
                className="border-line mb-1 block h-10 rounded-sm border"
                style={{ background: `var(--${name})` }}
              />
              {name}
            </span>
          ))}
        </Row>
      </Section>
      <Section title="Type">
        {SIZES.map((size) => (
          <p key={size} className={size}>
            {size} · A plan for what matters
          </p>
        ))}
      </Section>
      <Section title="Buttons">
        {VARIANTS.map((variant) => (
          <Row key={variant}>
            <Button variant={variant} size="lg">
              {variant}
            </Button>
            <Button variant={variant}>{variant}</Button>
            <Button variant={variant} size="sm">
              {variant}
            </Button>
            <Button variant={variant} isBusy>
              busy
            </Button>
            <Button variant={variant} disabled>
              disabled
            </Button>
          </Row>
        ))}
        <Row>
          <IconButton icon={Pencil} label={`Edit, ${scheme}`} />
          <IconButton icon={Trash2} label={`Delete, ${scheme}`} size="sm" />
          <IconButton icon={Trash2} label={`Disabled, ${scheme}`} disabled />
          <Keys keys="mod+k" />
          <Keys keys="g t" />
          <Keys keys="shift+enter" />
        </Row>
      </Section>
      <Section title="Fields">
        <TextField label="Empty" placeholder="Placeholder" hint="A hint below" />
        <TextField label="Filled" defaultValue="Run a marathon" />
        <TextField label="With an error" defaultValue="?" error="Give it a name." />
        <TextField label="Disabled" defaultValue="Run a marathon" disabled />
        <SelectField label="Choice">
          <option>One of several</option>
        </SelectField>
        <RadioRow
          legend="A few choices"
          value={theme}
          options={[
            { value: 'a', label: 'First' },
            { value: 'b', label: 'Second', dot: '#C94F6D' },
            { value: 'c', label: 'Third' },
          ]}
          onChange={setTheme}
        />
        <SwitchRow
          label="Something that is on"
          hint="What it means."
          isOn={theme !== 'b'}
          onChange={() => setTheme('b')}
        />
        <SwitchRow label="Something that is off" isOn={theme === 'b'} onChange={() => setTheme('b')} />
        <SwitchRow label="Something that cannot be changed" isOn isDisabled onChange={() => setTheme('a')} />
      </Section>
      <Section title="Sentences">
        <Notice>Something to know.</Notice>
        <Notice tone="success">It worked.</Notice>
        <Notice tone="danger">It did not work.</Notice>
        <Row>
          <Skeleton className="h-4 w-40" />
          <Skeleton className="size-6 rounded-full" />
        </Row>
        <EmptyState icon={Inbox} sentence="Nothing is here yet." hint="One example of what could be.">
          <Button variant="primary">One button</Button>
        </EmptyState>
      </Section>
      <Section title="Dialog" lead="Follows the theme of the page.">
        <Row>
          <Button onClick={() => setIsOpen(true)}>Open</Button>
        </Row>
        <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title="A question" closeLabel="Close">
          <DialogBody>One thing is asked here.</DialogBody>
          <DialogFooter>
            <Button onClick={() => setIsOpen(false)}>Cancel</Button>
            <Button variant="primary" onClick={() => setIsOpen(false)}>
              Do it
            </Button>
          </DialogFooter>
        </Dialog>
      </Section>
    </>
  )
}
