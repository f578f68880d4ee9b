import { test as base } from './client-test.ts'
import type { Ecrd } from './ecrd.ts'
import { findProgram, pythonWithClients } from './machine.ts'
import { runSuccessfully } from './processes.ts'

export const hasPythonClients = findProgram(pythonWithClients) !== undefined

/** What every script begins with; what it has to tell is JSON, in which a type stands for what JSON has no form of. */
const prelude = `
import base64, boto3, datetime, hashlib, json, urllib.request
ecr = boto3.client("ecr")

OCI = "application/vnd.oci.image."

def tell(value):
    print(json.dumps(value, default=lambda other: type(other).__name__))

def digest_of(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()

def descriptor(kind, content):
    return {"mediaType": OCI + kind, "digest": digest_of(content), "size": len(content)}

def manifest_of(layer, config=b"{}", **members):
    return json.dumps({"schemaVersion": 2, "mediaType": OCI + "manifest.v1+json",
        "config": descriptor("config.v1+json", config), "layers": [descriptor("layer.v1.tar", layer)], **members})

def push_layer(repository, content, part_size=10 * 1024 * 1024):
    upload = {"repositoryName": repository, "uploadId": ecr.initiate_layer_upload(repositoryName=repository)["uploadId"]}
    for first in range(0, len(content), part_size):
        part = content[first:first + part_size]
        ecr.upload_layer_part(**upload, partFirstByte=first, partLastByte=first + len(part) - 1, layerPartBlob=part)
    return ecr.complete_layer_upload(**upload, layerDigests=[digest_of(content)])

def push_blobs(repository, *contents):
    ecr.create_repository(repositoryName=repository)
    for content in contents:
        push_layer(repository, content)

def put(repository, manifest, *tags):
    for tag in tags:
        image = ecr.put_image(repositoryName=repository, imageManifest=manifest, imageTag=tag)["image"]
    return image
`

/** What a script tells that runs with a server's credentials. */
export async function runBoto3(server: Ecrd, script: string): Promise<unknown> {
  return JSON.parse(await runSuccessfully(pythonWithClients, ['-c', prelude + script], { env: server.env }))
}

/** Tests with boto3: each file has one server, each script is a process of its own. */
export const test = base.extend(
  'python',
  { scope: 'file' },
  ({ server }) =>
    (script: string) =>
      runBoto3(server, script),
)
