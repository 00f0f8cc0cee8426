import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './classes.ts'

export const controlClass = cx(
  'w-full min-w-0 rounded-md border border-control bg-surface px-3 text-ink placeholder:text-faint',
  'h-10 touch:h-11 text-base touch:text-[1rem] transition-[border-color,box-shadow] duration-100',
  'hover:border-muted focus:border-focus focus:outline-2 focus:-outline-offset-1 focus:outline-focus',
  'aria-invalid:border-danger aria-invalid:focus:outline-danger disabled:opacity-60',
)

type FieldShellProps = {
  label: string
  hint?: ReactNode
  error?: string | null
  className?: string
  children: (control: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}

/** Label, control, hint and error, tied together for those who cannot see how they are placed. */
export function Field({ label, hint, error, className, children }: FieldShellProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  const describedBy = error ? errorId : hint !== undefined && hintId
  return (
    <div className={cx('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-ink text-sm font-medium">
        {label}
      </label>
      {children({
        id,
        ...(describedBy && { 'aria-describedby': describedBy }),
        ...(error && { 'aria-invalid': true }),
      })}
      {error && (
        <p id={errorId} className="text-danger text-sm">
          {error}
        </p>
      )}
      {hint !== undefined && !error && (
        <p id={hintId} className="text-muted text-sm">
          {hint}
        </p>
      )}
    </div>
  )
}

type TextFieldProps = ComponentProps<'input'> & { label: string; hint?: ReactNode; error?: string | null }

export function TextField({ label, hint, error, className, ...input }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <input {...control} className={controlClass} {...input} />}
    </Field>
  )
}

type SelectFieldProps = ComponentProps<'select'> & { label: string; hint?: ReactNode; error?: string | null }

export function SelectField({ label, hint, error, className, ...select }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} className={className}>
      {(control) => <Select {...control} {...select} />}
    </Field>
  )
}

/** The platform's own select: best on phones, known to every reader, no script. */
export function Select({ className, ...select }: ComponentProps<'select'>) {
  return <select className={cx(controlClass, 'select-arrow appearance-none pr-9', className)} {...select} />
}
