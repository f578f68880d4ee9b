import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { servedServices } from '../../src/served-services.ts'
import { services } from '../../src/services.ts'

test.each(Object.entries(services))('the service %s has the model of this name', (name, { settings }) => {
  expect(settings.model.service).toBe(name)
})

/** The id of a service in lower case, with underscores: https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
test.each(servedServices)('$name is called $section in a config file, as its model says', ({ name, section }) => {
  const path = join(import.meta.dirname, `../../model/${name}.json`)
  const { metadata } = JSON.parse(readFileSync(path, 'utf8')) as { metadata: { serviceId: string } }
  expect(section).toBe(metadata.serviceId.toLowerCase().replaceAll(' ', '_'))
})
