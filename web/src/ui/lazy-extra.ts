import { type ComponentType, lazy, type LazyExoticComponent } from 'react'

const Nothing = () => null

/** A part that comes by itself, after the screen. Where it cannot be fetched nothing stands: it must not cost the page. */
export const lazyExtra = <Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> =>
  lazy(async (): Promise<{ default: ComponentType<Props> }> => ({
    default: await load().catch(() => Nothing),
  }))
