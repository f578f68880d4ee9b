/** The bytes of a blob or of an open upload are not those that were written. They are never given out as good. */
export class DamagedBlob extends Error {
  readonly storageKey: string
  constructor(storageKey: string, what: string) {
    super(`blob ${storageKey} is damaged: ${what}`)
    this.name = 'DamagedBlob'
    this.storageKey = storageKey
  }
}

/** The upload was finished, cancelled or expired while this request held it. */
export class UploadGone extends Error {
  constructor(uuid: string) {
    super(`upload ${uuid} has ended`)
    this.name = 'UploadGone'
  }
}
