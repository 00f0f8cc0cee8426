/**
 * The one vocabulary of what can be said about a life. Quick-add, palette, voice and the models all produce these
 * commands and nothing else; a text that came from outside never becomes one.
 */
export { applyCommands, type Applied, type Writer } from './commands/apply.ts'
export { ENTITIES, TABLES, type Entity, type Life, type LifeTask, type Named } from './commands/life.ts'
export { parseCommand, type ParseContext } from './commands/parse.ts'
export { previewCommands, type ChangedField, type Preview, type PreviewRow } from './commands/preview.ts'
export { printCommand } from './commands/print.ts'
export {
  changeSchema,
  commandSchema,
  navigationSchema,
  querySchema,
  SCREENS,
  type ChangeCommand,
  type Command,
  type Navigation,
  type Query,
  type QueryFilter,
} from './commands/schema.ts'
export { compileCommands, type CommandProblem, type NewRow, type Write } from './commands/writes.ts'
