import type { IncomingHttpHeaders } from 'node:http'
import type { Pieces } from '../../blobs/blobs.ts'
import type { AnyOperation, Scope } from '../../request/operation.ts'
import type { Pipeline } from '../../pipeline/pipeline.ts'
import type { RequestBody } from '../bodies/request-bodies.ts'
import type { Route } from './route.ts'

/** One request on `/v2/`, authenticated: all that an endpoint is given. */
export interface Exchange {
  readonly pipeline: Pipeline
  readonly scope: Scope
  readonly route: Route
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly body: RequestBody
  /** `https://host[:port]`, as the client reached the server: for absolute links. */
  readonly origin: string
}

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | number>>
  readonly body?: Buffer | string | Pieces | undefined
}

/** What a route answers to one method, and the operations that it may run: the authorisation table lists them. */
export interface Endpoint {
  /** The first is the one that a request is recorded as. */
  readonly operations: readonly [AnyOperation, ...AnyOperation[]]
  readonly handle: (exchange: Exchange) => Promise<Reply>
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Endpoints = Readonly<Partial<Record<Method, Endpoint>>>
