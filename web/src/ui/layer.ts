import { createContext } from 'react'

/** The dialog something stands in; what opens from there has to open inside it. */
export const LayerContext = createContext<HTMLElement | null>(null)
