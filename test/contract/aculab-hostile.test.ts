import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CONFIGURATION_SCHEMA } from '../../src/wire/aculab/configuration-schema.ts'
import type { ConfigurationSchema } from '../../src/wire/aculab/json-schema.ts'
import { ENDPOINTS } from '../../src/wire/aculab/registry.ts'
import { forEachEngine } from '../support/databases.ts'
import { aculabPlace, type CallerName } from './aculab/callers.ts'
import { type AculabWorld, openAculabWorld } from './hostile/aculab-world.ts'
import { formOf, makeTurns } from './hostile/values.ts'

const FORM = 'application/x-www-form-urlencoded'

/** Who asks each endpoint, and with what it succeeds. `{reference}` is one that is known. */
const BASES: Readonly<Record<string, { as: CallerName; form: Record<string, string> }[]>> = {
  '/service_start': [
    { as: 'calls', form: { rest_calls: '[{"to":"con:room"},{"to":"441908273800","from":"1"}]' } },
    { as: 'batch', form: { outbound_parameters: 'a,b', delimiter: ',', count: '2' } },
  ],
  '/service_cancel': [{ as: 'carol', form: { service_refs: '{reference}' } }],
  '/service_status': [{ as: 'calls', form: { service_refs: '{reference}' } }],
  '/application_status': [{ as: 'carol', form: { application_instance_id: '1' } }],
  '/report_start': [{ as: 'carol', form: { report: 'adr', from: '0', to: '2026-02-03_10:11:12' } }],
}
const DEFAULT = [{ as: 'carol' as const, form: {} }]

const parametersOf = ENDPOINTS.filter(({ parameters }) => Object.keys(parameters).length > 0).flatMap((endpoint) =>
  Object.entries(endpoint.parameters).flatMap(([name, { aliases }]) =>
    [name, ...aliases].map((parameter) => ({ path: endpoint.path, methods: endpoint.methods, parameter })),
  ),
)

/** Every member that a configuration may have, as its path. */
const membersOf = ({ properties = {} }: ConfigurationSchema): string[][] =>
  Object.entries(properties).flatMap(([name, inner]) => [[name], ...membersOf(inner).map((path) => [name, ...path])])

const nested = (depth: number) => `${'['.repeat(depth)}1${']'.repeat(depth)}`
const HOSTILE_JSON = [
  ...['null', 'true', '0', '-1', '1.5', '1e308', '1e999', '-0', '[]', '[[]]', '{}', '{"a":1}', '"a"', '""', '"\\n"'],
  ...['"\\u0000"', '"\\ud800"', '"\u{1f600}"', '"http://"', '"http://[::1"', '"javascript:alert(1)"', '"24:00"'],
  ...['{"__proto__":{"polluted":1}}', '["mon","mon"]', '{"address":null}', '9007199254740993', nested(5000)],
  `"${'x'.repeat(64 * 1024)}"`,
  `[${'"mon",'.repeat(10_000)}"mon"]`,
]

forEachEngine((engine) => {
  let world: AculabWorld
  const nextValues = makeTurns(10)
  beforeAll(async () => {
    world = await openAculabWorld(await engine.fresh(aculabPlace))
  })
  afterAll(() => world.close())

  test.each(Object.entries(BASES))('%s succeeds with nothing hostile in it', async (path, bases) => {
    for (const { as, form } of bases) {
      const filled = Object.entries(form).map(([name, value]) => [
        name,
        value.replace('{reference}', world.references[4]!),
      ])
      const payload = new URLSearchParams(filled as [string, string][]).toString()
      const { status } = await world.ask({ as, method: 'POST', path, type: FORM, payload })
      expect(status).toBe(path === '/application_status' ? 404 : 200)
    }
  })

  test.each(parametersOf)('$path answers whatever $parameter holds', async ({ path, methods, parameter }) => {
    for (const { as, form } of BASES[path] ?? DEFAULT) {
      const others = Object.entries(form)
        .filter(([name]) => name !== parameter)
        .map(([name, value]) => `${name}=${encodeURIComponent(value.replace('{reference}', world.references[0]!))}`)
      for (const value of nextValues()) {
        const sent = [...others, formOf(value, parameter)].join('&')
        const asked = methods.includes('POST')
          ? { method: 'POST', path, type: FORM, payload: sent }
          : { method: 'GET', path: `${path}?${sent}` }
        await world.ask({ as, ...asked }).catch((cause) => {
          throw new Error(`${path}, ${parameter}: ${value.name}`, { cause })
        })
      }
    }
  })

  test.each(membersOf(CONFIGURATION_SCHEMA).map((path) => path.join('.')))(
    'a configuration whose %s is nonsense is refused as a whole, or makes sense',
    async (member) => {
      for (const value of HOSTILE_JSON) {
        const payload = member.split('.').reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, value)
        for (const method of ['PATCH', 'PUT'])
          await world.ask({ as: 'carol', method, path: '/service/v1/outbound/empty', payload }).catch((cause) => {
            throw new Error(`${method} ${payload.slice(0, 200)}`, { cause })
          })
      }
    },
  )

  test('bodies that are no configuration are refused', async () => {
    const bodies = [
      ...HOSTILE_JSON,
      '',
      ' ',
      '{',
      '{"weight":1',
      '[',
      '\ufeff{}',
      '{"weight":1}{}',
      '['.repeat(500_000),
    ]
    for (const payload of [...bodies, Buffer.from([0xff, 0xfe, 0x7b, 0x7d])])
      for (const type of ['application/json', FORM, 'text/plain', 'multipart/form-data; boundary=x'])
        await world.ask({ as: 'carol', method: 'PUT', path: '/service/v1/outbound/empty', type, payload })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  describe('names in paths', () => {
    const names = [
      ...[
        '%00',
        '%',
        '%zz',
        '%FF',
        '%ED%A0%80',
        '%C0%AF',
        '..',
        '.',
        '%2e%2e',
        '%2F',
        'a%2Fb',
        'a%3Ab',
        '%20',
        '*',
        ':service',
      ],
      ...[
        '__proto__',
        'constructor',
        "'",
        '"',
        '%22',
        '<b>',
        'x'.repeat(499),
        'x'.repeat(10_000),
        '%F0%9F%98%80',
        '%0A',
      ],
    ]
    test.each(['', '/queue'])('lead nowhere, whatever they are, before %j', async (after) => {
      for (const name of names)
        for (const method of ['GET', 'DELETE', 'PATCH', 'PUT', 'POST', 'HEAD']) {
          const path = `/service/v1/outbound/${name}${after}`
          const { status } = await world.ask({
            as: 'carol',
            method: method === 'HEAD' ? 'GET' : method,
            path,
            payload: '{}',
          })
          expect([400, 404, 405]).toContain(status)
        }
    })
  })

  test('headers of every kind are answered', async () => {
    const asked = { as: 'calls' as const, method: 'GET', path: '/service_status?service_refs=x' }
    for (const authorization of [
      '',
      'Basic',
      'Basic =',
      `Basic ${'A'.repeat(8000)}`,
      'Digest x',
      'Basic AAAA',
      'basic   eA==',
    ])
      expect(await world.ask({ ...asked, headers: { authorization } })).toEqual({ status: 401 })
    for (const accept of ['', '*/*', 'json', ','.repeat(4000), 'application/json;q=x'])
      expect(await world.ask({ ...asked, headers: { accept } })).toEqual({ status: 200 })
  })
})
