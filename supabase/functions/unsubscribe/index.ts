import { boot } from '../_shared/boot.ts'
import { handler } from './handler.ts'

export default boot(handler)
