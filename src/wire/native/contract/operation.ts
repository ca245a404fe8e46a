import type { z } from 'zod'
import type { Permission } from '../../../access/permissions.ts'
import type { ProblemCode } from './problems.ts'

/** One call of the API as data: routes, API description and typed client are all made from these. */
export type ApiOperation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodType,
  Response extends z.ZodType = z.ZodType,
> = {
  /** `noun.verb`, as the client calls it. */
  readonly id: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Below the base path, with `{name}` for each path parameter. */
  readonly path: string
  readonly summary: string
  /** What the verb asks for; null where no right is needed, and without `admits` nobody has to say who they are. */
  readonly permission: Permission | null
  /**
   * Left out: staff, by a token or from a session. `staff`: likewise, whatever their rights are. `person`: only from a
   * session. `service`: an outbound service, by its own name and password (HTTP Basic).
   */
  readonly admits?: 'staff' | 'person' | 'service'
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** The body holds a list that may be as long as a request may be. */
  readonly long?: true
  readonly response: Response
  /** The answer's `version` is its ETag, for a later `If-Match`. */
  readonly versioned?: true
  /** The body is a file of any type, up to the server's limit for files; `params` and `query` say what it is. */
  readonly uploads?: true
  /** The answer is a file, to be saved under its name; only problems are JSON. */
  readonly downloads?: true
  /** The answer goes on with `Accept: text/event-stream`: what happens, for as long as somebody listens. */
  readonly streams?: true
  /** Besides those that every call can give. */
  readonly errors: readonly ProblemCode[]
}

/** `services` of `services.list`. */
export const nounOf = ({ id }: Pick<ApiOperation, 'id'>): string => id.split('.')[0]!

/** Whether nobody has to say who they are. */
export const isOpen = ({ permission, admits }: Pick<ApiOperation, 'permission' | 'admits'>): boolean =>
  permission === null && admits === undefined

export const apiOperation = <
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Response extends z.ZodType,
  Kind extends {
    admits?: 'staff' | 'person' | 'service'
    long?: true
    uploads?: true
    downloads?: true
    streams?: true
  },
>(
  definition: ApiOperation<Params, Query, Body, Response> & Kind,
) => definition

type Output<Schema> = NonNullable<Schema> extends z.ZodType ? z.output<NonNullable<Schema>> : undefined

export type InputOf<O extends ApiOperation> = {
  params: Output<O['params']>
  query: Output<O['query']>
  body: Output<O['body']>
}

export type AnswerOf<O extends ApiOperation> = z.output<O['response']>
