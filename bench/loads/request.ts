import type { Target } from './connection.ts'
import { manifestMediaType } from './image.ts'

export interface RequestParts {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH'
  readonly path: string
  readonly contentType?: string
  /** Of the body; a request without one says 0. */
  readonly lengthBytes?: number
}

/** The head of a request to `/v2/`, ready to be sent. */
export function requestHead({ host, port, authorization }: Target, parts: RequestParts): string {
  const { method, path, contentType, lengthBytes } = parts
  return headLines(method, path, [
    ['Host', `${host}:${port}`],
    ...(authorization === undefined ? [] : [['Authorization', authorization] as const]),
    ...(contentType === undefined ? [] : [['Content-Type', contentType] as const]),
    method === 'GET' || method === 'HEAD'
      ? ['Accept', `${manifestMediaType}, */*`]
      : ['Content-Length', `${lengthBytes ?? 0}`],
  ])
}

type Header = readonly [name: string, value: string]

/** The head of an HTTP/1.1 request. */
export function headLines(method: string, path: string, headers: readonly Header[]): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}
