/** What our clients send beside the headers of supabase-js; a browser asks each server for leave to. */
export const REQUEST_HEADERS = ['x-change-source', 'x-change-batch', 'x-request-id']

/** What a browser may read of our answers, beside the few headers it always may. */
export const RESPONSE_HEADERS = ['x-request-id', 'sb-error-code', 'retry-after']
