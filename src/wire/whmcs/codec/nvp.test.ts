import { expect, test } from 'vitest'
import { renderNvp } from './nvp.ts'

test('each value ends with a semicolon, nested keys are bracket paths', () => {
  const tree = { result: 'success', clientid: 1, ids: [7, 8], notes: null, token: 'YWI9PQ==' }
  expect(renderNvp(tree)).toBe('result=success;clientid=1;ids[0]=7;ids[1]=8;notes=;token=YWI9PQ==;')
})

test('values are HTML-escaped, a semicolon among them', () => {
  expect(renderNvp({ name: `<b>Foo's & "Bar"; é</b>` })).toBe(
    'name=&lt;b&gt;Foo&#039;s &amp; &quot;Bar&quot;&#59; é&lt;/b&gt;;',
  )
})
