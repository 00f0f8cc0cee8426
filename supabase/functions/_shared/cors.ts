import { corsHeaders as supabaseHeaders } from '@supabase/supabase-js/cors'
import { REQUEST_HEADERS, RESPONSE_HEADERS } from '../../../shared/request-headers.ts'

/** For every answer, errors and preflights included. Any origin: who may do what depends on the token alone. */
export const corsHeaders: Record<string, string> = {
  ...supabaseHeaders,
  'Access-Control-Allow-Headers': [supabaseHeaders['Access-Control-Allow-Headers'], ...REQUEST_HEADERS].join(
    ', ',
  ),
  'Access-Control-Expose-Headers': RESPONSE_HEADERS.join(', '),
  'Access-Control-Max-Age': '86400',
}
