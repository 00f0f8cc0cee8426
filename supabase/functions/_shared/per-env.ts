import type { Env } from './env.ts'

/** Makes something once for each environment: a function has one, a test many. */
export function perEnv<T>(make: (env: Env) => T): (env: Env) => T {
  const made = new WeakMap<Env, { value: T }>()
  return (env) => {
    const known = made.get(env) ?? { value: make(env) }
    made.set(env, known)
    return known.value
  }
}
