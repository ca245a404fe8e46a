import { expect, test } from 'vitest'
import { findRoute, patternOf } from './find-route.ts'
import { ROUTES } from './table.ts'

test.each(ROUTES.map(([id, method, path]) => [id, method, path] as const))(
  '%s is found at its address, by its method',
  (id, method, path) => {
    const address = `/api/v1${path.replace(/\{\w+\}/g, 'a%2Fb')}`
    const params = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, 'a/b']))
    expect(findRoute(method, address)).toEqual({ id, params })
  },
)

test('what is named goes before what may be anything', () => {
  const named = ROUTES.filter(([, , path]) => ROUTES.some((other) => other[2] !== path && coversIt(other[2], path)))
  expect(named.length).toBeGreaterThan(0)
  for (const [id, method, path] of named) expect(findRoute(method, `/api/v1${path}`)).toMatchObject({ id })
})

test('no two routes have one address and one method', () => {
  const addresses = ROUTES.map(([, method, path]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
  expect(addresses.filter((address, index) => addresses.indexOf(address) !== index)).toEqual([])
})

test.each(['/api/v1/nothing', '/api/v1/clients//', '/api/v1/clients/', `/api/v1/clients/${'1'.repeat(501)}`])(
  'there is nothing at %s',
  (path) => expect(findRoute('GET', path)).toEqual({ methods: [] }),
)

test('a path says which methods it takes, and HEAD is asked like GET', () => {
  expect(findRoute('POST', '/api/v1/clients/1')).toEqual({ methods: ['GET', 'PATCH', 'DELETE'] })
  expect(findRoute('HEAD', '/api/v1/clients/1')).toEqual({ id: 'clients.get', params: { id: '1' } })
  expect(patternOf('/clients/{id}')).toBe('/api/v1/clients/:id')
})

/** Whether a path with a part that may be anything would take the other one, which has none. */
const coversIt = (path: string, other: string): boolean => {
  const [parts, others] = [path.split('/'), other.split('/')]
  const fits = (part: string, index: number) => part.startsWith('{') || part === others[index]
  return parts.length === others.length && !other.includes('{') && parts.every(fits)
}
