import { describe, expect } from 'vitest'
import { hasPythonClients, test as base } from '../support/boto3.ts'
import { ACCOUNT } from '../support/ecrd.ts'

/** What is caught as one of boto3's own classes: the error's code and message, and its members beside them. */
const test = base.extend(
  'caught',
  { scope: 'file' },
  ({ python }) =>
    (script: string) =>
      python(`
def caught(exception, operation, *arguments, **parameters):
    try:
        operation(*arguments, **parameters)
    except getattr(ecr.exceptions, exception) as error:
        metadata = error.response["ResponseMetadata"]
        assert (metadata["HTTPStatusCode"], metadata["RetryAttempts"], len(metadata["RequestId"])) == (400, 0, 36)
        assert error.response["Error"]["Code"] == exception
        members = {member: error.response[member] for member in error.response if member[0].islower() and member != "message"}
        return [error.response["Error"]["Message"], members] if members else error.response["Error"]["Message"]
${script}`),
)

const registry = `in the registry with id '${ACCOUNT}'`
const absent = `sha256:${'0'.repeat(64)}`

describe.runIf(hasPythonClients)('boto3 catches as its own exceptions', () => {
  test('each error about a repository', async ({ caught }) => {
    const told = await caught(`
push_blobs("taken", b"{}")
put("taken", manifest_of(b"{}"), "v1")
tags = [{"Key": f"key-{number}", "Value": ""} for number in range(51)]
tell([
    caught("RepositoryAlreadyExistsException", ecr.create_repository, repositoryName="taken"),
    caught("RepositoryNotFoundException", ecr.list_images, repositoryName="missing"),
    caught("RepositoryNotEmptyException", ecr.delete_repository, repositoryName="taken"),
    caught("InvalidParameterException", ecr.create_repository, repositoryName="Upper/Case"),
    caught("InvalidTagParameterException", ecr.create_repository, repositoryName="new", tags=[{"Key": "aws:mine", "Value": ""}]),
    caught("TooManyTagsException", ecr.create_repository, repositoryName="new", tags=tags),
])`)
    expect(told).toEqual([
      `The repository with name 'taken' already exists ${registry}`,
      `The repository with name 'missing' does not exist ${registry}`,
      `The repository with name 'taken' in registry with id '${ACCOUNT}' cannot be deleted because it still contains images`,
      expect.stringMatching(/^Invalid parameter at 'repositoryName' failed to satisfy constraint: '/),
      "Tag keys that start with 'aws:' are reserved.",
      'The number of tags exceeds the limit of 50 tags per repository.',
    ])
  })

  test('each error about a policy or a setting', async ({ caught }) => {
    const told = await caught(`
named = {"repositoryName": "policies"}
ecr.create_repository(**named)
locked = json.dumps({"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Principal": "*", "Action": "ecr:*"}})
tell([
    caught("RepositoryPolicyNotFoundException", ecr.get_repository_policy, **named),
    caught("RegistryPolicyNotFoundException", ecr.get_registry_policy),
    caught("InvalidParameterException", ecr.set_repository_policy, **named, policyText="{}"),
    caught("InvalidParameterException", ecr.put_registry_policy, policyText=locked),
    caught("InvalidParameterException", ecr.set_repository_policy, **named, policyText=locked),
    caught("ValidationException", ecr.put_account_setting, name="BLOB_MOUNTING", value="MAYBE"),
])`)
    const invalid = (constraint: string) =>
      `Invalid parameter at 'PolicyText' failed to satisfy constraint: '${constraint}'`
    expect(told).toEqual([
      `Repository policy does not exist for the repository with name 'policies' ${registry}`,
      `Registry policy does not exist ${registry}`,
      invalid('Invalid repository policy provided'),
      invalid('Invalid registry policy provided'),
      invalid('The policy would prevent you from setting another one: use force to set it all the same'),
      "1 validation error detected: Value 'MAYBE' at 'value' failed to satisfy constraint: Member must satisfy enum value set: [ENABLED, DISABLED]",
    ])
  })

  test('each error about a lifecycle policy, a template or an exclusion from pull times', async ({ caught }) => {
    const told = await caught(`
named = {"repositoryName": "expiring"}
ecr.create_repository(**named)
template = {"prefix": "taken", "appliedFor": ["REPLICATION"]}
ecr.create_repository_creation_template(**template)
scanner, other = ({"principalArn": f"arn:aws:iam::${ACCOUNT}:role/{name}"} for name in ("scanner", "other"))
ecr.register_pull_time_update_exclusion(**scanner)
tell([
    caught("LifecyclePolicyNotFoundException", ecr.get_lifecycle_policy, **named),
    caught("LifecyclePolicyPreviewNotFoundException", ecr.get_lifecycle_policy_preview, **named),
    caught("InvalidParameterException", ecr.put_lifecycle_policy, **named, lifecyclePolicyText="}" * 100),
    caught("TemplateNotFoundException", ecr.delete_repository_creation_template, prefix="missing"),
    caught("TemplateAlreadyExistsException", ecr.create_repository_creation_template, **template),
    caught("ExclusionNotFoundException", ecr.deregister_pull_time_update_exclusion, **other),
    caught("ExclusionAlreadyExistsException", ecr.register_pull_time_update_exclusion, **scanner),
])`)
    const exclusionOf = (name: string) => `The pull time update exclusion for 'arn:aws:iam::${ACCOUNT}:role/${name}'`
    expect(told).toEqual([
      `Lifecycle policy does not exist for the repository with name 'expiring' ${registry}`,
      `Lifecycle policy preview does not exist for the repository with name 'expiring' ${registry}`,
      "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation failure: Could not map policyString into LifecyclePolicy.'",
      `The repository creation template with prefix 'missing' does not exist ${registry}`,
      `The repository creation template with prefix 'taken' already exists ${registry}`,
      `${exclusionOf('other')} does not exist ${registry}`,
      `${exclusionOf('scanner')} already exists ${registry}`,
    ])
  })

  test('each error about an image', async ({ caught }) => {
    const told = await caught(`
images = {"repositoryName": "images"}
push_blobs("images", b"{}")
manifest, other = manifest_of(b"{}"), manifest_of(b"{}", annotations={"is": "another"})
put("images", manifest, "v1")
ecr.put_image_tag_mutability(**images, imageTagMutability="IMMUTABLE")
index = json.dumps({"schemaVersion": 2, "mediaType": OCI + "index.v1+json",
    "manifests": [{**descriptor("manifest.v1+json", b""), "digest": "${absent}"}]})
tell([
    caught("ImageNotFoundException", ecr.describe_images, **images, imageIds=[{"imageTag": "v2"}]),
    caught("ImageTagAlreadyExistsException", put, "images", other, "v1"),
    caught("ImageStorageClassUpdateNotSupportedException", ecr.update_image_storage_class, **images,
        imageId={"imageTag": "v1"}, targetStorageClass="STANDARD"),
    caught("ImageDigestDoesNotMatchException", ecr.put_image, **images, imageManifest=other, imageDigest="${absent}"),
    caught("ReferencedImagesNotFoundException", put, "images", index, "v2"),
    caught("ImageAlreadyExistsException", put, "images", manifest, "v1").replace(digest_of(manifest.encode()), "DIGEST"),
    caught("LayersNotFoundException", put, "images", manifest_of(b"absent"), "v2").replace(digest_of(b"absent"), "DIGEST"),
])`)
    expect(told).toEqual([
      `The image with imageId {imageDigest:'null', imageTag:'v2'} does not exist within the repository with name 'images' ${registry}`,
      "The image tag 'v1' already exists in the 'images' repository and cannot be overwritten because the tag is immutable.",
      'Requested image is not archived',
      `The image with digest '${absent}' in repository 'images' and registry ID '${ACCOUNT}' does not match the image digest that Amazon ECR has calculated.`,
      `Images with digests '[${absent}]' required for pushing image into repository with name 'images' ${registry} do not exist`,
      `Image with digest 'DIGEST' and tag 'v1' already exists in the repository with name 'images' in registry with id '${ACCOUNT}'`,
      `Layers with digests '[DIGEST]' required for pushing image into repository with name 'images' ${registry} do not exist`,
    ])
  })

  test('each error about a layer', async ({ caught }) => {
    const told = await caught(`
layers = {"repositoryName": "layers"}
push_blobs("layers", b"{}")
upload = {**layers, "uploadId": ecr.initiate_layer_upload(**layers)["uploadId"]}
digests = {"layerDigests": ["${absent}"]}
empty = caught("EmptyUploadException", ecr.complete_layer_upload, **upload, **digests)
ecr.upload_layer_part(**upload, partFirstByte=0, partLastByte=4, layerPartBlob=b"first")
gap = caught("InvalidLayerPartException", ecr.upload_layer_part, **upload, partFirstByte=6, partLastByte=6, layerPartBlob=b"x")
gap[1]["uploadId"] = gap[1]["uploadId"] == upload["uploadId"]
tell([
    empty.replace(upload["uploadId"], "UPLOAD"),
    gap,
    caught("InvalidLayerException", ecr.complete_layer_upload, **upload, **digests),
    caught("LayerPartTooSmallException", push_layer, "layers", b"fourfour", part_size=4),
    caught("UploadNotFoundException", ecr.complete_layer_upload, **layers, uploadId="${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}", **digests),
    caught("LayersNotFoundException", ecr.get_download_url_for_layer, **layers, layerDigest="${absent}"),
    caught("LayerAlreadyExistsException", push_layer, "layers", b"{}").replace(digest_of(b"{}"), "DIGEST"),
    caught("LayerInaccessibleException", ecr.get_download_url_for_layer, **layers, layerDigest=digest_of(b"{}"))
        .replace(digest_of(b"{}"), "DIGEST"),
])`)
    const inLayers = `in the repository with name 'layers' in registry with id '${ACCOUNT}'`
    expect(told).toEqual([
      `The upload with id 'UPLOAD' ${inLayers} cannot be completed because it does not have any parts`,
      [
        'First byte of the layer part is 6 instead of 5',
        { registryId: ACCOUNT, repositoryName: 'layers', uploadId: true, lastValidByteReceived: 4 },
      ],
      'None of the provided layer digests match the calculated layer digest',
      'All layer parts except the last part should be at least 5MB',
      `The upload with id '00000000-0000-4000-8000-000000000000' in the repository with name 'layers' ${registry} does not exist`,
      `The layer with digest '${absent}' does not exist in the repository with name 'layers' ${registry}`,
      `Layer with digest 'DIGEST' already exists ${inLayers}`,
      `Layer with digest 'DIGEST' is not associated with any image ${inLayers}`,
    ])
  })
})
