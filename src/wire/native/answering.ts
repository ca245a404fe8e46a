import type { ApiHandler } from './handler.ts'
import { HANDLERS } from './handlers.ts'

export { conditionsAround, conditionsOf, digestOfBody } from './conditions.ts'
export { decodeInput } from './input.ts'
export { withFields } from './list-query.ts'

const BY_ID: ReadonlyMap<string, ApiHandler> = new Map(HANDLERS.map((handler) => [handler.operation.id, handler]))

/** Of an operation that the table of routes names. */
export const handlerOf = (id: string): ApiHandler => BY_ID.get(id)!
