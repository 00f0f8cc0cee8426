import type { ImportEngine } from './engine.ts'

/** A call of one of the engine's methods, as it travels to the worker. */
export type EngineCall = {
  [Method in keyof ImportEngine]: { method: Method; args: Parameters<ImportEngine[Method]> }
}[keyof ImportEngine]

export type EngineAnswer = { id: number; value: unknown } | { id: number; error: string }
