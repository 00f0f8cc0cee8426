import { createContext } from 'react'

/** Where a view puts its own options: beside the switch of the views, which stays when the view changes. */
export const OptionsPlace = createContext<HTMLElement | null>(null)
