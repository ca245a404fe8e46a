import type { Permission } from '../../access/permissions.ts'
import type { Fields } from '../codec/tree.ts'
import type { Download } from '../send-bytes.ts'
import type { RemoteCall } from './call.ts'
import type { Saying } from './refuse.ts'

/** Whether it is bytes instead of an envelope. */
export const isDownload = (answer: Fields | Download): answer is Download =>
  'bytes' in answer && typeof answer.bytes === 'object' && answer.bytes !== null && Symbol.asyncIterator in answer.bytes

const HTTP_METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const
type HttpMethod = (typeof HTTP_METHODS)[number]

/** What people are told of one parameter of a method. */
export type Described = {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly about: string
  readonly aliases: readonly string[]
}

/** One documented method. The registry of these feeds the router, `api.resources`, the tables and the sandbox. */
export type RemoteMethod = {
  /** The document's name, such as `getProjectActions`. */
  readonly name: string
  /** The document's words. */
  readonly about: string
  /** Such as `projects.{project_id}.actions`; what stands in braces is a record's number. */
  readonly chain: string
  readonly http: HttpMethod
  readonly permission: Permission
  readonly parameters: readonly Described[]
  /** How a refusal of its verb is worded. */
  readonly saying: Saying
  answer(call: RemoteCall): Promise<Fields | Download>
}
