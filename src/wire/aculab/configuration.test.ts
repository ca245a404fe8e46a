import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Invalid, NotFound, Refusal } from '../../base/refusal.ts'
import {
  type CallingWindow,
  type OutboundService,
  SERVICE_DEFAULTS,
  WEEKDAYS,
} from '../../outbound/services/service.ts'
import { decodeConfiguration, encodeConfiguration, refusedConfiguration } from './configuration.ts'
import { FaceError } from './errors.ts'

const detailsOf = (body: unknown): readonly string[] => {
  try {
    decodeConfiguration(body, 'calls')
    return []
  } catch (failure) {
    if (!(failure instanceof FaceError)) throw failure
    expect(failure).toMatchObject({
      status: 400,
      message: 'Failed to validate configuration, see details for the specific failures.',
    })
    return failure.details
  }
}

test.each([
  [{ service_name: 'other' }, "service_name 'other' is not the name in the address."],
  [{ service_password: '' }, "service_password '***' is too short."],
  [{ application_type: 'REST' }, "application_type 'REST' is not one of ['rest', 'uas']."],
  [{ rest: { first_page: {} } }, "rest.first_page 'address' is a required property."],
  [{ maximum_cps: 0 }, 'maximum_cps 0 is less than the minimum of 0.001.'],
  [{ calling_window: { time_zone: 'UTC', from: '9', until: '17:00' } }, "calling_window.from '9' does not match"],
  [[], "[] is not of type 'object'."],
  [{ paused: true }, "Additional properties are not allowed ('paused' was unexpected)."],
])('%j has its fault told', (body, detail) => {
  expect(detailsOf(body)).toEqual([expect.stringContaining(detail)])
})

test('the rules that no schema can say have the same form', () => {
  const detailsOf = (refusal: Refusal, sent = {}) => refusedConfiguration(refusal, sent)?.details
  const noPassword = new Invalid('service password', 'a password for a new service')
  expect(detailsOf(noPassword)).toEqual(["'service_password' is a required property."])
  expect(detailsOf(noPassword, { password: 'x' })).toEqual(['service_password is not a password for a new service.'])
  expect(detailsOf(new Invalid('calling window zone', 'a time zone', 'Mars'))).toEqual([
    "calling_window.time_zone 'Mars' is not a time zone.",
  ])
  expect(detailsOf(new Refusal('fixed', 'It is rest', { field: 'kind' }))).toEqual([
    'application_type cannot be changed.',
  ])
  expect(detailsOf(new NotFound('outbound service', 'x'))).toBeUndefined()
})

const page = fc.option(
  fc.record({
    address: fc.constant('https://app.example/first'),
    method: fc.constantFrom('GET' as const, 'POST' as const),
  }),
)
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const window: fc.Arbitrary<CallingWindow | null> = fc.option(
  fc.record({
    zone: fc.constant('Europe/Berlin'),
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    from: time,
    until: fc.oneof(time, fc.constant('24:00')),
  }),
)
const positive = fc.option(fc.integer({ min: 1, max: 1000 }))
const services: fc.Arbitrary<OutboundService> = fc.record({
  ...(Object.fromEntries(
    Object.entries(SERVICE_DEFAULTS).map(([name, value]) => [name, fc.constant(value)]),
  ) as object),
  id: fc.constant(1),
  accountId: fc.constant(1),
  laneId: fc.constant(1),
  createdAt: fc.constant(0),
  updatedAt: fc.constant(0),
  name: fc.constant('calls'),
  runner: fc.constant('http' as const),
  kind: fc.constantFrom('rest' as const, 'uas' as const),
  applicationName: fc.option(fc.string({ maxLength: 20 })),
  firstPage: page,
  fallbackPage: page,
  finalPage: page,
  startsPerSecond: fc.option(fc.constantFrom(0.5, 1, 50)),
  concurrency: positive,
  queueLimit: positive,
  expireAfterMs: fc.option(fc.integer({ min: 1000, max: 100_000 })),
  runLimitMs: fc.integer({ min: 1000, max: 100_000 }),
  callingWindow: window,
  weight: fc.integer({ min: 1, max: 9 }),
  onLost: fc.constantFrom('fail' as const, 'repeat' as const),
  enabled: fc.boolean(),
}) as fc.Arbitrary<OutboundService>

test('a configuration that was read can be put again and says the same', () => {
  fc.assert(
    fc.property(services, (service) => {
      const decoded = decodeConfiguration(JSON.parse(JSON.stringify(encodeConfiguration(service))), 'calls')
      for (const [name, value] of Object.entries(decoded))
        if (name !== 'password') expect([name, value]).toEqual([name, service[name as keyof OutboundService]])
    }),
    { numRuns: 100 },
  )
})
