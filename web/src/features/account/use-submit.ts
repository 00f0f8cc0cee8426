import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { authErrorField, authErrorPath } from './auth-errors.ts'

type FieldErrors = Record<string, string | undefined>

/**
 * One way for all forms of this feature: check, put the focus on the first wrong field, send once, say what went
 * wrong. What was typed stays.
 */
export function useSubmit<E extends FieldErrors>(options: { check: () => E; send: () => Promise<void> }) {
  const t = useTranslations()
  const form = useRef<HTMLFormElement>(null)
  const [errors, setErrors] = useState<E | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [isSending, setIsSending] = useState(false)

  const focusField = (name: string) => form.current?.querySelector<HTMLElement>(`[name="${name}"]`)?.focus()

  const submit = async () => {
    if (isSending) return
    const found = options.check()
    setErrors(found)
    setFailure(null)
    const first = Object.keys(found)[0]
    if (first) return focusField(first)
    setIsSending(true)
    try {
      await options.send()
    } catch (error) {
      setFailure(t(authErrorPath(error)))
      const field = authErrorField(error)
      if (field) focusField(field)
    } finally {
      setIsSending(false)
    }
  }

  const formProps = {
    ref: form,
    noValidate: true,
    onSubmit: (event: { preventDefault: () => void }) => {
      event.preventDefault()
      void submit()
    },
  }
  return { formProps, errors, failure, isSending }
}
