import { expect, test } from 'vitest'
import { html } from './html.ts'

test('texts and numbers are escaped, markup is not, and what is absent leaves nothing', () => {
  const inner = html`<b>${'<script>"&\''}</b>`
  expect(html`<p class="${'"x'}">${inner}${[inner, inner]}${1204}${false}${undefined}</p>`.markup).toBe(
    `<p class="&quot;x">${'<b>&lt;script&gt;&quot;&amp;&#39;</b>'.repeat(3)}1204</p>`,
  )
})
