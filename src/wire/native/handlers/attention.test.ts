import { expect, test } from 'vitest'
import { FIX_NAMES } from '../../../provisioning/panel/causes.ts'
import { FIXES, type FixCall, type FixSubject } from '../../../provisioning/queue/fixes.ts'
import { OPERATIONS } from '../contract.ts'

const subject: FixSubject = {
  server: { id: 3, name: 'Ceres' },
  signsInWith: 'password',
  lane: { name: 'server:3', broken: false },
  entry: { id: 7, serviceType: 'service', serviceId: 12 },
  sold: { type: 'product', id: 2, name: 'Business' },
  entries: 24,
  filter: { module: 'demopanel', serverId: 3, failureClass: 'transient', cause: 'HTTP 503' },
}
const subjects: FixSubject[] = [
  subject,
  { ...subject, lane: { name: 'server:3', broken: true } },
  { ...subject, sold: { type: 'addonDefinition', id: 1, name: 'Backup' }, signsInWith: 'accessHash' },
  { ...subject, server: null, lane: null, sold: null, entry: { id: 7, serviceType: 'domain', serviceId: 1 } },
]

test.each(FIX_NAMES)('what %s calls exists and takes what is sent, but for what a person is asked', (name) => {
  for (const one of subjects) {
    const { asks, call, after, label, effect } = FIXES[name](one)
    expect([label, effect]).not.toContain('')
    expect(call).not.toBeNull()
    for (const made of [call!, ...after]) expectTaken(made)
    expect(asks.length > 0).toBe(label.endsWith('…') && name !== 'approve')
    const body = Object.keys(operationOf(call!).body!._zod.def.type === 'object' ? shapeOf(call!) : {})
    for (const field of asks) expect(body).toContain(field)
  }
})

const operationOf = ({ operation }: FixCall) => OPERATIONS.find(({ id }) => id === operation)!

const shapeOf = (call: FixCall) => (operationOf(call).body as unknown as { shape: object }).shape

function expectTaken(call: FixCall): void {
  const operation = operationOf(call)
  expect(operation, call.operation).toBeDefined()
  const sent = Object.fromEntries(Object.entries(call.params).map(([field, value]) => [field, String(value)]))
  expect(operation.params?.safeParse(sent).error).toBeUndefined()
  expect(operation.body!.safeParse(call.body).error).toBeUndefined()
}
