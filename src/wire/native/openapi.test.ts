import { expect, test } from 'vitest'
import { OPERATIONS } from './contract.ts'
import { HANDLERS } from './handlers.ts'
import { describeApi } from './openapi.ts'

type Described = {
  operationId: string
  parameters?: { name: string; in: string; required: boolean; schema: { type: string } }[]
  security: unknown[]
  responses: Record<string, unknown>
}
type Description = {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, unknown> }
}

const description = describeApi() as Description
const described = (path: string, method: string) => description.paths[path]![method]!

test('every operation of the contract is described once and has one handler', () => {
  const ids = OPERATIONS.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const inDescription = Object.values(description.paths).flatMap((methods) => Object.values(methods))
  expect(inDescription.map(({ operationId }) => operationId).sort()).toEqual([...ids].sort())
  expect(HANDLERS.map(({ operation }) => operation.id).sort()).toEqual([...ids].sort())
})

test('the parameters of a path are those that the contract decodes', () => {
  for (const { path, params } of OPERATIONS) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(params?.shape ?? {})).toEqual(named)
  }
})

test('every reference leads somewhere', () => {
  const text = JSON.stringify(description)
  const refs = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!)
  expect(refs.length).toBeGreaterThan(0)
  for (const ref of refs)
    expect(Object.keys(description.components.schemas)).toContain(ref.replace('#/components/schemas/', ''))
  expect(text).not.toContain('$defs')
})

test('a query is described with the types that it means, not with the text that it is', () => {
  const { parameters } = described('/services', 'get')
  expect(parameters?.find(({ name }) => name === 'clientId')).toEqual({
    name: 'clientId',
    in: 'query',
    required: false,
    schema: { type: 'integer', minimum: 1 },
    example: 7,
  })
  expect(parameters?.find(({ name }) => name === 'limit')).toMatchObject({
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: 500, default: 50 },
  })
  expect(described('/services/{id}', 'get').parameters?.[0]).toMatchObject({ name: 'id', in: 'path', required: true })
})

const SCHEMES = {
  staff: [{ token: [] }, { session: [] }],
  person: [{ session: [] }],
  service: [{ outboundService: [] }],
}

test('what needs a token says so, with the answers that follow from it', () => {
  for (const { permission, admits, path, method } of OPERATIONS) {
    const { security, responses } = described(path || '/', method.toLowerCase())
    const isOpenToAll = permission === null && admits === undefined
    expect(security).toEqual(isOpenToAll ? [] : SCHEMES[admits ?? 'staff'])
    if (!isOpenToAll) expect('401' in responses).toBe(true)
  }
})

test('answers may gain fields: nobody is told to refuse more than there is', () => {
  expect(JSON.stringify(description)).not.toContain('"additionalProperties":false')
})
