import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MalformedRequest } from '../codec/malformed.ts'
import { idOf, isId, readChain } from './chain.ts'

test.each([
  ['v1.projects.100.json', 'v1', ['projects', '100'], 'json'],
  ['v1/projects/100/xml', 'v1', ['projects', '100'], 'xml'],
  ['v1.projects/100.actions/json/', 'v1', ['projects', '100', 'actions'], 'json'],
  ['V1.Project.100.JSON', 'v1', ['projects', '100'], 'json'],
  ['v1.action.7.whmcsticket.xml', 'v1', ['actions', '7', 'whmcstickets'], 'xml'],
  ['v2.projects.json', 'v2', ['projects'], 'json'],
  ['projects.json', undefined, ['projects'], 'json'],
  ['v1.files.7.download', 'v1', ['files', '7', 'download'], undefined],
  ['v1.json', 'v1', [], 'json'],
  ['', undefined, [], undefined],
  ['..//..', undefined, [], undefined],
  ['v1.constructor.json', 'v1', ['constructor'], 'json'],
])('%s', (text, version, keys, format) => {
  expect(readChain(text)).toEqual({ version, keys, format })
})

test('a chain that is too long is refused', () => {
  expect(() => readChain('a'.repeat(301))).toThrow(MalformedRequest)
})

test('a chain reads the same in every form, and what it repeats can be asked for again', () => {
  const key = fc.stringMatching(/^[A-Za-z0-9_]{1,12}$/).filter((text) => !/^(v\d+|json|xml)$/i.test(text))
  const chains = fc.tuple(fc.array(key, { minLength: 1, maxLength: 4 }), fc.constantFrom('json', 'xml'))
  fc.assert(
    fc.property(chains, ([keys, format]) => {
      const all = ['v1', ...keys, format]
      const dotted = readChain(all.join('.'))
      expect(readChain(all.join('/'))).toEqual(dotted)
      expect(readChain(`/${all.join('//')}/`)).toEqual(dotted)
      expect(readChain(['v1', ...dotted.keys, format].join('.'))).toEqual(dotted)
    }),
  )
})

test.each([
  ['1', 1],
  ['0', 0],
  ['007', 7],
  ['999999999999999', 999_999_999_999_999],
  ['1000000000000000', 0],
  ['9'.repeat(400), 0],
])('the number %s is %i', (key, id) => {
  expect(isId(key)).toBe(true)
  expect(idOf(key)).toBe(id)
})

test.each(['-1', '1.5', 'abc', '', '1e3', '٣', '+1'])('%j is no number', (key) => {
  expect(isId(key)).toBe(false)
})
