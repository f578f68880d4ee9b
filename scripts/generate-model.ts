/**
 * Turns service models (`model/*.json`) into `src/generated/`: for each service a file of types and a file of tables. AWS's models are
 * never edited; `ecrd.json` is our own, in the same form. `npm run generate` writes them; with `--check` it compares and fails if they differ.
 */
import { writeOrCheck } from './generated-files.ts'
import { readService } from './model/service-definition.ts'
import { writeTables } from './model/write-tables.ts'
import { writeTypes } from './model/write-types.ts'

/** Files of `model/`, and what the service is called in the names of types. */
const services = {
  ecr: 'Ecr',
  'ecr-public': 'EcrPublic',
  ecrd: 'Ecrd',
  events: 'Events',
  iam: 'Iam',
  kms: 'Kms',
  resourcegroupstaggingapi: 'ResourceGroupsTaggingApi',
  secretsmanager: 'SecretsManager',
  signer: 'Signer',
  sts: 'Sts',
}

const files = new Map<string, string>()
for (const [service, title] of Object.entries(services)) {
  const definition = readService(new URL(`../model/${service}.json`, import.meta.url))
  const { serviceFullName, apiVersion } = definition.metadata
  const banner = `// ${serviceFullName}, ${apiVersion}. Written by scripts/generate-model.ts from model/${service}.json.\n`
  const ofTypes = `${banner}// Blobs are bytes, timestamps are milliseconds since 1970.\n`
  files.set(`src/generated/${service}.ts`, writeTypes(definition, title, ofTypes))
  files.set(`src/generated/${service}.model.ts`, writeTables(definition, service, title, banner))
}
writeOrCheck(files, 'npm run generate')
