import boundaries from 'eslint-plugin-boundaries'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const element = (type, pattern, capture) => ({ type, pattern, ...(capture && { capture }) })

const allow = (from, to) => ({
  from: { element: { type: from } },
  allow: to.map((selector) => ({
    to: { element: typeof selector === 'string' ? { type: selector } : selector },
  })),
})

const itself = (type) => ({ type, captured: { name: '{{ from.element.captured.name }}' } })

const policies = [
  allow('shared', ['shared']),
  allow('ui', ['ui', 'lib', 'shared']),
  allow('lib', ['lib', 'shared']),
  allow('feature', [itself('feature'), 'ui', 'lib', 'shared']),
  allow('app', ['app', 'feature', 'ui', 'lib', 'shared']),
  allow('functions-shared', ['functions-shared', 'shared']),
  allow('function', [itself('function'), 'functions-shared', 'shared']),
  allow('stack', ['stack', 'shared']),
  // What the functions do with many people at once is tested and measured on a real database.
  ...['tests', 'database-tests'].map((from) =>
    allow(from, ['tests', 'database-tests', 'stack', 'shared', 'lib', 'functions-shared']),
  ),
]

/** Import walls: shared imports nothing; ui and lib <- features <- app; features never see each other. */
const walls = {
  plugins: { boundaries },
  files: ['**/*.{ts,tsx}'],
  settings: {
    'import/resolver': { node: { extensions: ['.ts', '.tsx'] } },
    'boundaries/elements': [
      element('shared', 'shared'),
      element('ui', 'web/src/ui'),
      element('lib', 'web/src/lib'),
      element('feature', 'web/src/features/*', ['name']),
      element('app', 'web/src/app'),
      element('functions-shared', 'supabase/functions/_shared'),
      element('function', 'supabase/functions/*', ['name']),
      element('database-tests', 'supabase/tests'),
      element('stack', 'stack'),
      element('tests', 'tests'),
    ],
  },
  rules: {
    'boundaries/dependencies': [
      'error',
      {
        default: 'disallow',
        policies,
      },
    ],
  },
}

export default tseslint.config(
  { ignores: ['dist/', '.aurum/', 'shared/database.types.ts', 'node_modules/'] },
  ...tseslint.configs.strict,
  walls,
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.test.{ts,tsx}', 'tests/**'], rules: { 'max-lines': 'off' } },
  {
    // The fakes of the providers are for tests, and no code that is deployed can reach them.
    files: ['supabase/functions/**/*.test.ts'],
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            ...policies,
            allow('functions-shared', ['functions-shared', 'shared', 'tests']),
            allow('function', [itself('function'), 'functions-shared', 'shared', 'tests']),
          ],
        },
      ],
    },
  },
  {
    files: ['web/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
)
