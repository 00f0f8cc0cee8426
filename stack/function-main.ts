// The main module of each function's process, run by Deno; its argument is the URL of the function's index.ts.
import process from 'node:process'

// The other end of stdin is the stack: should that be killed, nobody else would ever end this process.
process.stdin.on('end', () => process.exit())
process.stdin.resume()

const { default: served } = (await import(process.argv[2]!)) as { default?: { fetch?: unknown } }
if (typeof served?.fetch !== 'function')
  throw new TypeError('index.ts must have a default export with a fetch function')

export default served
