import { expect, test } from 'vitest'
import { ask, FORM_TYPE, listen } from '../support/listening.ts'

const MEGABYTE = 1024 * 1024
const JSON_TYPE = { 'content-type': 'application/json' }

const filled = (unit: string, before = '', after = '') => before + unit.repeat(MEGABYTE / unit.length) + after
const names = (one: (index: number) => string, by: string) => Array.from({ length: 100_000 }, (_, n) => one(n)).join(by)

const FORMS = {
  'plus signs': filled('+', 'a='),
  escapes: filled('%41', 'a='),
  'an escape that is cut': filled('%41', 'a=', '%4'),
  ampersands: filled('&'),
  'open brackets': filled('a['),
  'many names': names((index) => `name${index}=1`, '&'),
  'one long value': filled('x', 'action=', '€'),
  'JSON in a field': filled('[', 'params='),
  'serialised for PHP': `customfields=${Buffer.from('a:1:{i:0;'.repeat(100_000)).toString('base64')}`,
}
const TEXTS = {
  brackets: filled('['),
  'objects in objects': filled('{"a":'),
  numbers: filled('0,', '[', '0]'),
  'one long string': filled('x', '{"a":"', '"}'),
  'one long number': filled('1'),
  blanks: filled(' ', '[', ']'),
  'many names': `{${names((index) => `"name${index}":1`, ',')}}`,
}

const FACES = {
  '/includes/api.php': { result: 'error', message: expect.any(String) },
  '/modules/addons/wbteampro/api.php/v1/projects/json': {
    request: expect.objectContaining({ code: expect.any(Number), message: expect.any(String) }),
    response: expect.anything(),
  },
  '/api/v1/projects': expect.objectContaining({ status: expect.any(Number), code: expect.any(String) }),
  '/service_start': { error: expect.anything(), request: expect.anything() },
}

test.each(Object.entries(FACES))('%s answers the worst bodies in its own form', async (path, form) => {
  const app = await listen()
  const bodies = [
    ...Object.values(FORMS).map((body) => ({ body, headers: FORM_TYPE })),
    ...Object.values(TEXTS).map((body) => ({ body, headers: JSON_TYPE })),
  ]
  for (const { body, headers } of bodies) {
    const answer = await ask(app, { method: 'POST', path, headers, body })
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(JSON.parse(answer.body)).toEqual(form)
  }
  expect(app.logged.filter(({ level }) => Number(level) >= 50)).toEqual([])
})
