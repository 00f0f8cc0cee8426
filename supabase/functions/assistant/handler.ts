import { serveAll } from '../_shared/serve.ts'
import { ask } from './ask.ts'
import { route } from './route.ts'

export const handler = serveAll(ask, route)
