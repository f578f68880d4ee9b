import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

/**
 * What runs together: pure tests; tests with servers on free ports; real clients, one file at a time because they share
 * one Docker Engine; and the package as a user installs it. Timeouts only catch what hangs, so they are generous.
 */
export default defineConfig({
  test: {
    projects: [
      project('unit', ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'test/architecture/**/*.test.ts'], 30),
      project('servers', ['test/{api,cli,oci,contract,property,faults,migrations}/**/*.test.ts'], 120),
      project('clients', ['test/clients/**/*.test.ts'], 300, { fileParallelism: false }),
      project('packed', ['test/packed/**/*.test.ts'], 300),
    ],
  },
})

function project(
  name: string,
  include: string[],
  timeoutSeconds: number,
  options: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  const timeoutMs = timeoutSeconds * 1000
  return { test: { name, include, testTimeout: timeoutMs, hookTimeout: timeoutMs, ...options } }
}
