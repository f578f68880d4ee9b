import tseslint from 'typescript-eslint'

const clockAndIds = 'Time and randomness come from ctx.clock and ctx.ids, so that a test can hold them still.'
const terminal = 'What a terminal shows goes through src/platform/terminal.ts, which shows what it would obey.'
const random = ['randomBytes', 'randomFill', 'randomFillSync', 'randomInt', 'randomUUID', 'getRandomValues']

export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'src/generated/', '*.config.js', '*.mjs', 'bin/'] },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    // A rule that is wrong is changed here, with its reason, and nowhere else.
    linterOptions: { noInlineConfig: true },
    rules: {
      // A number reads the same in a sentence as it is.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `() => log(x)` is how a callback is written; that log returns nothing is no surprise.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An implementation in memory keeps the promise of its interface without waiting for anything.
      '@typescript-eslint/require-await': 'off',
      // `const { manifest, ...rest } = image` is how a member is left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      eqeqeq: 'error',
    },
  },
  {
    // An operation is contravariant in its input and its facts: a table of all of them is only typed by `any`.
    files: ['src/request/operation.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    // What AWS has deprecated is still answered, and so it is still tested.
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    // kysely hands its helpers over to be taken apart: `({ eb, fn }) => …`.
    files: ['src/**/*.table.ts', 'src/database/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/platform/clock.ts', 'src/platform/ids.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: clockAndIds },
        { object: 'Math', property: 'random', message: clockAndIds },
        ...random.map((property) => ({ object: 'crypto', property, message: clockAndIds })),
        { object: 'process', property: 'env', message: 'The environment is read in src/config.' },
        ...['stdout', 'stderr'].map((property) => ({ object: 'process', property, message: terminal })),
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: clockAndIds },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: ['crypto', 'node:crypto'].map((name) => ({ name, importNames: random, message: clockAndIds })),
        },
      ],
    },
  },
  {
    // A function that is longer does several things: what is apart can be read, named and tested.
    files: ['src/**/*.ts'],
    ignores: ['src/**/*.test.ts'],
    rules: { 'max-lines-per-function': ['error', 70] },
  },
  {
    files: ['src/config/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/platform/terminal.ts', 'src/log.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
)
