import { AsyncLocalStorage } from 'node:async_hooks'

/** What the code that lite calls back (database connection, mailer, storage adapter) may know of the request. */
export interface RequestContext {
  service: string
  method: string
  /** Below the service: `/rpc/today_tasks`, not `/rest/v1/rpc/today_tasks`. */
  path: string
  headers: Headers
  query: URLSearchParams
  /** The JSON body, of requests to Auth only. */
  body?: Record<string, unknown>
  /** Set by the storage adapter: the status to answer with, where lite would say 200. */
  answerStatus?: number
}

const storage = new AsyncLocalStorage<RequestContext>()

export const withRequestContext = <T>(context: RequestContext, run: () => T): T => storage.run(context, run)

/** The request being answered, or undefined outside of one. */
export const currentRequest = (): RequestContext | undefined => storage.getStore()
