import type { Target } from './connection.ts'
import { manifestMediaType } from './image.ts'

export interface RequestParts {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH'
  readonly path: string
  readonly contentType?: string
  /** Of the body; a request without one says 0. */
  readonly lengthBytes?: number
}

/** The head of an HTTP/1.1 request, ready to be sent. */
export function requestHead({ host, port, authorization }: Target, parts: RequestParts): string {
  const { method, path, contentType, lengthBytes } = parts
  return [
    `${method} ${path} HTTP/1.1`,
    `Host: ${host}:${port}`,
    ...(authorization === undefined ? [] : [`Authorization: ${authorization}`]),
    ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`]),
    ...(method === 'GET' || method === 'HEAD'
      ? [`Accept: ${manifestMediaType}, */*`]
      : [`Content-Length: ${lengthBytes ?? 0}`]),
    '\r\n',
  ].join('\r\n')
}
