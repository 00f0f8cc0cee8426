// Plain JavaScript without dependencies: this runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const repositoryDir = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

/** Each module exports `main(args): Promise<exit code>`. */
const COMMANDS = {
  start: './serve.ts',
  status: './status.ts',
  reset: './reset.ts',
  check: './check.ts',
  test: './test.ts',
  bench: './bench.ts',
  build: './build.ts',
  types: './types.ts',
  train: './train.ts',
  models: './models.ts',
  deploy: './deploy.ts',
  screenshots: '../tests/screenshots/run.ts',
  fakes: '../tests/fakes/main.ts',
}

const [command = '', ...args] = process.argv.slice(2)
if (!Object.hasOwn(COMMANDS, command)) {
  fail(`Usage: node stack/run.mjs <${Object.keys(COMMANDS).join('|')}>`)
}
assertNodeVersion()
if (!isInstalled()) install()

process.chdir(repositoryDir)
const { register } = await import('tsx/esm/api')
register()
try {
  const { main } = await import(COMMANDS[command])
  process.exit(await main(args))
} catch (error) {
  fail(error?.name === 'StackError' ? error.message : error)
}

function fail(problem) {
  console.error(problem)
  process.exit(1)
}

function assertNodeVersion() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Aurum Life needs Node 20.19 or later; this is ${process.versions.node}.`)
  }
}

/** Whether node_modules holds what package-lock.json asks for. */
function isInstalled() {
  const wanted = readPackages('package-lock.json')
  const installed = readPackages('node_modules/.package-lock.json')
  // Optional packages are those of other platforms.
  return Object.entries(wanted).every(
    ([name, { version, optional, peer }]) =>
      name === '' || optional || (peer && !installed[name]) || installed[name]?.version === version,
  )
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(path.join(repositoryDir, file), 'utf8')).packages
  } catch {
    return {}
  }
}

function install() {
  // On stderr, so that "status --json" stays JSON.
  console.error('Installing packages')
  const isWindows = process.platform === 'win32'
  const { status } = spawnSync(
    isWindows ? 'npm.cmd' : 'npm',
    ['ci', '--prefer-offline', '--no-fund', '--no-audit', '--loglevel=error'],
    {
      cwd: repositoryDir,
      stdio: ['ignore', 2, 2],
      shell: isWindows,
    },
  )
  if (status !== 0) fail('The packages could not be installed: see above.')
}
