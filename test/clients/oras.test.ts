import { describe, expect } from 'vitest'
import { hasPythonClients } from '../support/boto3.ts'
import { test as base } from '../support/client-test.ts'
import { ACCOUNT } from '../support/ecrd.ts'
import { digestOf, OCI } from '../support/images.ts'
import { pythonWithClients } from '../support/machine.ts'
import { runSuccessfully } from '../support/processes.ts'

/** What every script begins with: a client that is logged in. What it has to tell is JSON. */
const prelude = `
import json, sys
import oras.client, oras.oci
registry, password = sys.argv[1], sys.stdin.read()
client = oras.client.OrasClient(hostname=registry, insecure=True, auth_backend="basic")
client.login(hostname=registry, username="AWS", password=password, tls_verify=False)

def write(name, content):
    with open(name, "w") as file:
        file.write(content)
    return f"{name}:text/plain"

def push(target, *files, **options):
    return client.push(target=f"{registry}/{target}", files=list(files), quiet=True, **options)

def refusal(operation, *arguments, **options):
    try:
        operation(*arguments, **options)
    except Exception as error:
        return str(error)

def tell(value):
    print(json.dumps(value))
`

/** What a script tells that runs in a folder of its own. */
const test = base.extend('python', ({ folder, password, server }) => async (script: string): Promise<unknown> => {
  const env = { DOCKER_CONFIG: folder, HOME: folder }
  const args = ['-c', prelude + script, server.registry]
  return JSON.parse(await runSuccessfully(pythonWithClients, args, { cwd: folder, env, input: password }))
})

describe.runIf(hasPythonClients)('oras', () => {
  test('pushes files as an artifact and pulls them back', async ({ python, createRepository }) => {
    await createRepository('files')
    const told = await python(`
answer = push("files:v1", write("notes.txt", "some notes"), write("more.txt", "more"), manifest_annotations={"org.example.by": "a test"})
pulled = client.pull(target=f"{registry}/files:v1", outdir="back")
tell({
    "status": answer.status_code,
    "location": answer.headers["Location"].endswith("/v2/files/manifests/" + answer.headers["Docker-Content-Digest"]),
    "manifest": client.get_manifest(f"{registry}/files:v1"),
    "pulled": [open(path).read() for path in pulled],
})`)
    const layer = (name: string, content: string): object => ({
      mediaType: 'text/plain',
      digest: digestOf(content),
      size: content.length,
      annotations: { 'org.opencontainers.image.title': name },
    })
    expect(told).toEqual({
      status: 201,
      location: true,
      manifest: {
        schemaVersion: 2,
        mediaType: OCI.manifest,
        config: { mediaType: 'application/vnd.unknown.config.v1+json', size: 2, digest: digestOf('{}') },
        layers: [layer('notes.txt', 'some notes'), layer('more.txt', 'more')],
        annotations: { 'org.example.by': 'a test' },
      },
      pulled: ['some notes', 'more'],
    })
  })

  test('uploads a file in chunks', async ({ python, createRepository }) => {
    await createRepository('chunked')
    const told = await python(`
answer = push("chunked:v1", write("long.txt", "0123456789" * 1000), do_chunked=True, chunk_size=3000)
[path] = client.pull(target=f"{registry}/chunked:v1", outdir="back")
tell([answer.status_code, open(path).read() == "0123456789" * 1000])`)
    expect(told).toEqual([201, true])
  })

  test('attaches an artifact to an image', async ({ aws, python, createRepository }) => {
    await createRepository('referred')
    const told = await python(`
image = push("referred:v1", write("image.txt", "an image"))
digest, size = image.headers["Docker-Content-Digest"], int(client.do_request(
    f"http://{registry}/v2/referred/manifests/v1", headers={"Accept": "${OCI.manifest}"}).headers["Content-Length"])
sbom = push("referred:sbom", write("sbom.txt", "its parts"), subject=oras.oci.Subject("${OCI.manifest}", digest, size))
tell([digest, sbom.headers["OCI-Subject"], sbom.headers["Docker-Content-Digest"]])`)
    const [digest, subject, referrer] = told as readonly string[]
    expect(subject).toBe(digest)
    const ask = ['--repository-name', 'referred', '--image-ids', `imageDigest=${String(referrer)}`]
    expect(await aws.json('ecr', 'describe-images', ...ask)).toMatchObject({ imageDetails: [{ imageTags: ['sbom'] }] })
  })

  test('lists and deletes tags', async ({ python, createRepository }) => {
    await createRepository('tags')
    const told = await python(`
for tag in ("v1", "v2", "v3"):
    push(f"tags:{tag}", write("notes.txt", tag))
before = client.get_tags(f"{registry}/tags")
deleted = client.delete_tags(f"{registry}/tags", ["v2", "v9"])
tell([before, deleted, client.get_tags(f"{registry}/tags")])`)
    expect(told).toEqual([['v1', 'v2', 'v3'], ['v2'], ['v1', 'v3']])
  })

  test('shows why it is denied to write or read', async ({ python, createRepository }) => {
    await createRepository('closed', '--image-tag-mutability', 'IMMUTABLE')
    const told = await python(`
push("closed:v1", write("notes.txt", "first"))
tell([
    refusal(push, "missing:v1", write("notes.txt", "first")),
    refusal(push, "closed:v1", write("notes.txt", "second")),
    refusal(client.pull, target=f"{registry}/closed:v9", outdir="back"),
])`)
    expect(told).toEqual([
      expect.stringContaining(`The repository with name 'missing' does not exist in the registry with id '${ACCOUNT}'`),
      expect.stringContaining('/v2/closed/manifests/v1: Bad Request'),
      expect.stringContaining('/v2/closed/manifests/v9: Not Found'),
    ])
  })

  test('is refused with a wrong password', async ({ python, server, createRepository }) => {
    await createRepository('guarded')
    const told = await python(`
client.logout(registry)
client.login(hostname=registry, username="AWS", password="wrong", tls_verify=False)
tell(refusal(client.get_tags, f"{registry}/guarded"))`)
    expect(told).toBe(`Issue with http://${server.registry}/v2/guarded/tags/list: Unauthorized`)
  })
})
