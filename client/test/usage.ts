import { expectTypeOf } from 'vitest'
import { type Client, makeClient, type ProvisorError, type Service, type ServiceStatus } from '../src/index.ts'

// Compiled by types.test.ts, and never run: what must not compile is marked, and the compiler complains where it does.

declare const client: Client
declare const service: Service
declare const error: ProvisorError

// Answers have the types of the contract.
expectTypeOf(client.services.get).returns.resolves.toEqualTypeOf<Service>()
expectTypeOf(client.services.list).returns.resolves.toHaveProperty('total').toEqualTypeOf<number>()
expectTypeOf(client.services.all).returns.toEqualTypeOf<AsyncGenerator<Service, void, undefined>>()
expectTypeOf(service.status).toEqualTypeOf<ServiceStatus>()
expectTypeOf(service.nextDueOn).toEqualTypeOf<string | null>()
expectTypeOf(service.recurring).toEqualTypeOf<string>()
expectTypeOf(service.password).toEqualTypeOf<string | undefined>()
// @ts-expect-error there is no such field
service.passwordSealed

// Codes of the server, of the client, and of refusals to come.
expectTypeOf(error.code === 'not_found' || error.code === 'timeout' || error.code === 'email_taken').toBeBoolean()
// @ts-expect-error what was told is not the caller's to change
error.status = 200

// Filters are those of the contract.
client.services.list()
client.services.list({ clientId: 1, status: 'Active', include: ['password'], limit: 10 })
// @ts-expect-error a number, not text
client.services.list({ clientId: '1' })
// @ts-expect-error there is no such status
client.services.list({ status: 'active' })
// @ts-expect-error there is no such filter
client.services.list({ client: 1 })
// @ts-expect-error there is nothing else to include
client.services.get(1, { include: ['notes'] })
// @ts-expect-error the pages are all()'s own business
client.services.all({ offset: 10 })
// @ts-expect-error which one?
client.services.get()

// A client knows where, and who asks.
makeClient({ baseUrl: 'http://127.0.0.1:8080', token: 'a.b', fetch, retries: 0 })
makeClient({ baseUrl: 'http://127.0.0.1:8080', outbound: { account: '1-2-0/bob@example.com', password: 'x' } })
// @ts-expect-error neither a token nor a service's password
makeClient({ baseUrl: 'http://127.0.0.1:8080' })
// @ts-expect-error no address
makeClient({ token: 'a.b' })

// A worker gives a return code.
expectTypeOf(client.worker).returns.toHaveProperty('stop').returns.resolves.toBeVoid()
client.worker('example-service', ({ reference }, signal) => (signal.aborted ? -100 : reference.length))
client.worker('example-service', async () => 0, { name: 'one', concurrency: 2 })
// @ts-expect-error no return code
client.worker('example-service', async () => {})

// Calls are for one kind of service or the other.
client.outbound.starts.create(7, [{ to: 'sip:a@example.com', token: 'x' }, { parameters: 'x' }])
// @ts-expect-error whom?
client.outbound.starts.create(7, [{ from: '441632960000' }])
