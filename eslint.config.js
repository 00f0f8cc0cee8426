import boundaries from 'eslint-plugin-boundaries'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const element = (type, pattern, capture) => ({ type, pattern, mode: 'folder', ...(capture && { capture }) })

/** Import walls: shared imports nothing; ui and lib <- features <- app; features never see each other. */
const walls = {
  plugins: { boundaries },
  files: ['**/*.{ts,tsx}'],
  settings: {
    'import/resolver': { typescript: true, node: { extensions: ['.ts', '.tsx'] } },
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
    'boundaries/element-types': [
      'error',
      {
        default: 'disallow',
        rules: [
          { from: 'shared', allow: ['shared'] },
          { from: 'ui', allow: ['ui', 'lib', 'shared'] },
          { from: 'lib', allow: ['lib', 'shared'] },
          { from: 'feature', allow: [['feature', { name: '${from.name}' }], 'ui', 'lib', 'shared'] },
          { from: 'app', allow: ['app', 'feature', 'ui', 'lib', 'shared'] },
          { from: 'functions-shared', allow: ['functions-shared', 'shared'] },
          { from: 'function', allow: [['function', { name: '${from.name}' }], 'functions-shared', 'shared'] },
          { from: 'stack', allow: ['stack', 'shared'] },
          { from: ['tests', 'database-tests'], allow: ['tests', 'database-tests', 'stack', 'shared', 'lib'] },
        ],
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
  { files: ['web/**/*.{ts,tsx}'], plugins: { 'react-hooks': reactHooks }, rules: reactHooks.configs.recommended.rules },
)
