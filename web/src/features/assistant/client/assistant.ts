import { ask } from './ask.ts'
import { createExchanges } from './exchanges.ts'

/** The questions of this tab. */
export const exchanges = createExchanges(ask)
