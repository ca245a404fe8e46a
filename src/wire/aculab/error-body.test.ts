import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { errorFormat, renderError } from './error-body.ts'
import { httpError } from './errors.ts'

const facts = {
  path: '/service/v1/x',
  requestedAt: '2021-01-15_08:56:23',
  failedAt: '2021-01-15_08:56:24',
  link: 'https://x',
}

test.each([
  [undefined, 'json'],
  ['', 'json'],
  ['*/*', 'json'],
  ['application/json', 'json'],
  ['text/json', 'json'],
  ['application/xml, application/json;q=0.1', 'json'],
  ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'html'],
  ['Application/XML', 'xml'],
  ['text/xml, text/html', 'xml'],
  ['text/plain', 'json'],
])('who accepts %j gets %s', (accept, format) => {
  expect(errorFormat(accept)).toBe(format)
})

test('the documented body, with details only when there are some', () => {
  const error = httpError(400, "user_id 'Bob' is already present")
  expect(renderError('json', error, facts)).toBe(
    '{"error":{"code":"HTTP 400","text":"Bad Request: user_id \'Bob\' is already present",' +
      '"datetime":"2021-01-15_08:56:24","link":"https://x"},' +
      '"request":{"url":"/service/v1/x","datetime":"2021-01-15_08:56:23"}}',
  )
  expect(JSON.parse(renderError('json', httpError(400, 'x', { details: ['a.'] }), facts)).error.details).toEqual(['a.'])
})

test('whatever stands in an error, XML and HTML stay whole', () => {
  const error = httpError(400, '<b>&"\u0001\u{1f600}', { details: ['<i>', ']]>'] })
  const xml = renderError('xml', error, { ...facts, path: '/<x>' })
  const parser = new SaxesParser()
  parser.on('error', (fault) => {
    throw fault
  })
  parser.write(xml).close()
  expect(xml).toContain('<details><detail>&lt;i&gt;</detail><detail>]]&gt;</detail></details>')
  const page = renderError('html', error, facts)
  expect(page).toContain('&lt;b&gt;&amp;&quot;')
  expect(page).not.toContain('<b>')
})
