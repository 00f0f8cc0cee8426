import { createContext, type ReactNode, use, useDeferredValue, useMemo } from 'react'
import { createTranslator } from 'use-intl/core'
import { type AppLocale, useAppLocale } from './locale.ts'

type Catalogue = { [key: string]: string | Catalogue }
type Loaders<M> = Record<AppLocale, () => Promise<{ default: M }>>
/** A promise that says by itself what came of it: React then need not wait for it once more. */
type Told<M> = Promise<M> & { status?: 'fulfilled'; value?: M }

const translator = <M extends Catalogue>(locale: AppLocale, messages: M) =>
  createTranslator<M>({ locale, messages, timeZone: 'UTC' })

/**
 * The sentences of one feature, which only those who use it ever download.
 * @example const { FeatureText, useText } = createFeatureText<typeof en>({ en: () => import('./messages.en.json'), … })
 */
export function createFeatureText<M extends Catalogue>(loaders: Loaders<M>) {
  const loading = new Map<AppLocale, Told<M>>()
  const TextContext = createContext<ReturnType<typeof translator<M>> | null>(null)

  /** Loads the sentences of one language ahead, for who is on the way to the screen. */
  function load(locale: AppLocale): Promise<M> {
    const known = loading.get(locale)
    if (known) return known
    const messages: Told<M> = loaders[locale]().then((module) => module.default)
    loading.set(locale, messages)
    messages.then(
      (value) => Object.assign(messages, { status: 'fulfilled', value }),
      // What could not be loaded now can be loaded later.
      () => loading.delete(locale),
    )
    return messages
  }

  /** Gives what stands inside it its sentences; waits for them where they have not been loaded ahead. */
  function FeatureText({ children }: { children: ReactNode }) {
    // As everywhere: a switch keeps the old language on screen until the new one has arrived.
    const locale = useDeferredValue(useAppLocale())
    const messages = use(load(locale))
    const translate = useMemo(() => translator(locale, messages), [locale, messages])
    return <TextContext value={translate}>{children}</TextContext>
  }

  function useText(): ReturnType<typeof translator<M>> {
    const translate = use(TextContext)
    if (!translate) throw new Error('These sentences are for what stands inside their FeatureText')
    return translate
  }

  return { load, FeatureText, useText }
}
