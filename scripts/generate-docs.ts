/**
 * Writes the pages of `docs/` that say what the code says: which operations are built, which options there are, and what is measured.
 * With `--check` it compares them and fails if they differ.
 */
import { ecrOperations } from '../src/ecr/operations.ts'
import { createEcrdOperations } from '../src/ecrd/operations.ts'
import { ecrPublicModel } from '../src/generated/ecr-public.model.ts'
import { ecrdModel } from '../src/generated/ecrd.model.ts'
import { eventsModel } from '../src/generated/events.model.ts'
import type { ResourceGroupsTaggingApiOperations } from '../src/generated/resourcegroupstaggingapi.ts'
import { resourceGroupsTaggingApiModel } from '../src/generated/resourcegroupstaggingapi.model.ts'
import { signerModel } from '../src/generated/signer.model.ts'
import type { EcrOperations } from '../src/generated/ecr.ts'
import { ecrModel } from '../src/generated/ecr.model.ts'
import type { IamOperations } from '../src/generated/iam.ts'
import { iamModel } from '../src/generated/iam.model.ts'
import { iamOperations } from '../src/iam/operations.ts'
import { kmsModel } from '../src/generated/kms.model.ts'
import { secretsManagerModel } from '../src/generated/secretsmanager.model.ts'
import { taggingOperations } from '../src/resource-groups-tagging/operations.ts'
import { stsModel } from '../src/generated/sts.model.ts'
import { stsOperations } from '../src/sts/operations.ts'
import { writeConfigurationPage } from './docs/configuration-page.ts'
import { writeOwnOperations } from './docs/own-operations.ts'
import { writeMetricsPage } from './docs/metrics-page.ts'
import { type DocumentedService, writeOperationsPage } from './docs/operations-page.ts'
import { writeOrCheck } from './generated-files.ts'
import { readService } from './model/service-definition.ts'

const ecrRemarks: Partial<Record<keyof EcrOperations, string>> = {
  CreateRepository:
    '`scanOnPush` is stored, scanning comes later; the encryption types `KMS` and `KMS_DSSE` are refused until there are keys',
  PutAccountSetting: '`BASIC_SCAN_TYPE_VERSION` is stored, scanning comes later; `BLOB_MOUNTING` is `ENABLED` at first',
  PutImage:
    'a manifest of more than 20,000 values or 32 levels, or with a duplicate member, is refused as invalid JSON',
  SetRepositoryPolicy: 'the ARN of the repository itself is accepted as a `Resource`; ECR accepts none',
}

const emptyList = 'always empty: ecrd has none'
const noPassword = 'always `NoSuchEntity`: ecrd has no passwords'
const iamRemarks: Partial<Record<keyof IamOperations, string>> = {
  CreateServiceLinkedRole: 'the roles of services that are not here have no policy',
  DeleteLoginProfile: noPassword,
  GetAccountPasswordPolicy: noPassword,
  GetLoginProfile: noPassword,
  ListMFADevices: emptyList,
  ListOpenIDConnectProviders: emptyList,
  ListSAMLProviders: emptyList,
  ListSSHPublicKeys: emptyList,
  ListServerCertificates: emptyList,
  ListServiceSpecificCredentials: emptyList,
  ListSigningCertificates: emptyList,
  ListVirtualMFADevices: emptyList,
}

const taggingRemarks: Partial<Record<keyof ResourceGroupsTaggingApiOperations, string>> = {
  GetResources: 'repositories; those without a tag are not listed, even if they once had one',
}

const services: readonly DocumentedService[] = [
  { title: 'Amazon ECR', model: ecrModel, operations: ecrOperations, remarks: ecrRemarks },
  { title: 'AWS STS', model: stsModel, operations: stsOperations },
  { title: 'AWS IAM', model: iamModel, operations: iamOperations, remarks: iamRemarks },
  {
    title: 'AWS Resource Groups Tagging API',
    model: resourceGroupsTaggingApiModel,
    operations: taggingOperations,
    remarks: taggingRemarks,
  },
  {
    title: 'ecrd',
    model: ecrdModel,
    operations: createEcrdOperations([]),
    reference: writeOwnOperations(readService(new URL('../model/ecrd.json', import.meta.url))),
  },
  { title: 'Amazon ECR Public', model: ecrPublicModel, operations: {} },
  { title: 'AWS KMS', model: kmsModel, operations: {} },
  { title: 'AWS Secrets Manager', model: secretsManagerModel, operations: {} },
  { title: 'Amazon EventBridge', model: eventsModel, operations: {} },
  { title: 'AWS Signer', model: signerModel, operations: {} },
]

writeOrCheck(
  new Map([
    ['docs/operations.md', writeOperationsPage(services)],
    ['docs/configuration.md', writeConfigurationPage()],
    ['docs/metrics.md', await writeMetricsPage()],
  ]),
  'tools/node/run scripts/generate-docs.ts',
)
