const BLOCK_BYTES = 512

/**
 * A tar archive of plain files, in the ustar format that layers have:
 *
 *     name[100] mode[8] uid[8] gid[8] size[12] mtime[12] checksum[8] type[1] … "ustar" NUL "00" …   (512 bytes)
 *     content, filled up with NUL to a multiple of 512
 *     … and two empty blocks at the end
 *
 * https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06
 */
export function tarOf(files: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const blocks: Buffer[] = []
  for (const [name, content] of Object.entries(files)) {
    const bytes = Buffer.from(content)
    blocks.push(headerOf(name, bytes.length), bytes, Buffer.alloc(-bytes.length & (BLOCK_BYTES - 1)))
  }
  return Buffer.concat([...blocks, Buffer.alloc(2 * BLOCK_BYTES)])
}

function headerOf(name: string, sizeBytes: number): Buffer {
  const header = Buffer.alloc(BLOCK_BYTES)
  header.write(name, 0, 100)
  header.write('0000755\0', 100)
  header.write('0000000\0', 108)
  header.write('0000000\0', 116)
  header.write(octal(sizeBytes, 11), 124)
  header.write(octal(0, 11), 136)
  // The checksum is taken as if its own field held spaces.
  header.write('        0', 148)
  header.write('ustar\x0000', 257)
  header.write(`${octal(checksumOf(header), 6)}\0 `, 148)
  return header
}

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, '0')

const checksumOf = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0)
