export type { CallOptions, ClientOptions } from './call.ts'
export { type Client, makeClient } from './client.ts'
export type * from './contract.ts'
export { type ClientCode, ProvisorError } from './error.ts'
