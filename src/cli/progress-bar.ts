const width = 30

/** `[##########                    ] 50 of 150 images` */
export function progressBar(done: number, of: number, what: string): string {
  const full = Math.floor((Math.min(done, of) / of) * width)
  return `[${'#'.repeat(full)}${' '.repeat(width - full)}] ${done} of ${of} ${what}`
}
