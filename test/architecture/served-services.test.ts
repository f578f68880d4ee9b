import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jsonServices, queryServices } from '../../src/http/aws-door.ts'
import { servedServices } from '../../src/served-services.ts'

const served = [...jsonServices.map(({ service }) => service.model), ...queryServices.map(({ model }) => model)]

test('the list of services names those that the doors serve, and no other', () => {
  expect(servedServices.map(({ name }) => name).sort()).toEqual(served.map(({ service }) => service).sort())
})

/** The id of a service in lower case, with underscores: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
test.each(servedServices)('$name is called $section in a config file, as its model says', ({ name, section }) => {
  const path = join(import.meta.dirname, `../../model/${name}.json`)
  const { metadata } = JSON.parse(readFileSync(path, 'utf8')) as { metadata: { serviceId: string } }
  expect(section).toBe(metadata.serviceId.toLowerCase().replaceAll(' ', '_'))
})
