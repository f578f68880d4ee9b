/** Where the bytes are, as the configuration says it. Credentials are the SDK's business. */
export interface S3Location {
  readonly bucket: string
  /** '' or a path without slashes at its ends: several registries may share a bucket. */
  readonly prefix: string
  /** Undefined: AWS's own for the region. */
  readonly endpoint: string | undefined
  /** Undefined: what the SDK's environment and files say. */
  readonly region: string | undefined
  /** `host/bucket/object` instead of `bucket.host/object`. */
  readonly pathStyle: boolean
}
