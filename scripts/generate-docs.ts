/**
 * Writes the pages of `docs/` that say what the code says: which operations are built, which options there are, and what is measured.
 * With `--check` it compares them and fails if they differ.
 */
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
import { kmsModel } from '../src/generated/kms.model.ts'
import { secretsManagerModel } from '../src/generated/secretsmanager.model.ts'
import { stsModel } from '../src/generated/sts.model.ts'
import { type Service, services } from '../src/services.ts'
import { writeConfigurationPage } from './docs/configuration-page.ts'
import { writeOwnOperations } from './docs/own-operations.ts'
import { writeMetricsPage } from './docs/metrics-page.ts'
import { type DocumentedService, writeOperationsPage } from './docs/operations-page.ts'
import { writeOrCheck } from './generated-files.ts'
import { readService } from './model/service-definition.ts'

const ecrRemarks: Partial<Record<keyof EcrOperations, string>> = {
  CreateRepository:
    '`scanOnPush` is stored, scanning comes later; the encryption types `KMS` and `KMS_DSSE` are refused until there are keys',
  CreateRepositoryCreationTemplate:
    '`customRoleArn` is not assumed: who pushes needs ecr:CreateRepository, and ecr:TagResource where the template has tags; `PULL_THROUGH_CACHE` and `REPLICATION` are stored for later; `KMS` and `KMS_DSSE` are refused until there are keys',
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

const documented: readonly Omit<DocumentedService, 'operations'>[] = [
  { title: 'Amazon ECR', model: ecrModel, remarks: ecrRemarks },
  { title: 'AWS STS', model: stsModel },
  { title: 'AWS IAM', model: iamModel, remarks: iamRemarks },
  { title: 'AWS Resource Groups Tagging API', model: resourceGroupsTaggingApiModel, remarks: taggingRemarks },
  {
    title: 'ecrd',
    model: ecrdModel,
    reference: writeOwnOperations(readService(new URL('../model/ecrd.json', import.meta.url))),
  },
  { title: 'Amazon ECR Public', model: ecrPublicModel },
  { title: 'AWS KMS', model: kmsModel },
  { title: 'AWS Secrets Manager', model: secretsManagerModel },
  { title: 'Amazon EventBridge', model: eventsModel },
  { title: 'AWS Signer', model: signerModel },
]

/** Those that are served, by the names of their models. */
const served = new Map<string, Service>(Object.entries(services))

writeOrCheck(
  new Map([
    [
      'docs/operations.md',
      writeOperationsPage(
        documented.map((each) => ({ ...each, operations: served.get(each.model.service)?.operations ?? {} })),
      ),
    ],
    ['docs/configuration.md', writeConfigurationPage()],
    ['docs/metrics.md', await writeMetricsPage()],
  ]),
  'tools/node/run scripts/generate-docs.ts',
)
