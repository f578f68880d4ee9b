import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { textOf } from './sources.ts'

const page = textOf('docs/ci.md')
const [github, gitlab] = Array.from(page.matchAll(/^```yaml\n([^]*?)^```$/gm), ([, text = '']): unknown => parse(text))
const [, jenkins = ''] = /^```groovy\n([^]*?)^```$/m.exec(page) ?? []

describe('the pipelines of docs/ci.md', () => {
  test('run the scripts, one after the other', () => {
    const scripts = ['ci/build-tag-latest.sh', 'ci/delete-untagged.sh']
    expect(github).toMatchObject({ jobs: { image: { steps: [{}, ...scripts.map((run) => ({ run }))] } } })
    expect(gitlab).toMatchObject({ image: { script: scripts } })
    expect(Array.from(jenkins.matchAll(/\bsh '(.*)'/g), ([, script]) => script)).toEqual(scripts)
  })

  test('set what config.sh reads', () => {
    const settings = textOf('examples/ci/config.sh')
    const set = page.matchAll(/^ +((?:AWS|ECR|IMAGE|BUILD|LOGIN)_\w+)(?:: | = )/gm)
    const names = new Set(Array.from(set, ([, name = '']) => name))
    // AWS's command line reads it by itself.
    names.delete('AWS_SECRET_ACCESS_KEY')
    expect(names.size).toBeGreaterThan(3)
    expect([...names].filter((name) => !settings.includes(name))).toEqual([])
  })
})
