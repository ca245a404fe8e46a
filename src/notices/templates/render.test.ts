import { expect, test } from 'vitest'
import { listOf } from './example.ts'
import { render, requirePlaceholders } from './render.ts'

const template = {
  subject: '{{title}} {{constructor}}',
  plain: 'Look:\n{{link}}\n\n{{title}} {{link}}\n{{items}}',
  html: '<a href="{{link}}">{{title}}</a>\n{{items}}',
}

test('values are escaped in HTML, make one line of a subject, and are not read as placeholders again', () => {
  const title = `<b onclick='x'>"{{link}}" & $1 $&\r\nBcc: eve@example.com`
  expect(render(template, { title, link: '', items: listOf([{ title: '<i>', body: 'a\nb' }]) })).toEqual({
    subject: `<b onclick='x'>"{{link}}" & $1 $& Bcc: eve@example.com`,
    plain: `Look:\n\n${title} \n- <i>\n  a\n  b`,
    html:
      '<a href="">&lt;b onclick=&#39;x&#39;&gt;&quot;{{link}}&quot; &amp; $1 $&amp;\r\nBcc: eve@example.com</a>\n' +
      '<ul><li><b>&lt;i&gt;</b><br>a<br>b</li></ul>',
  })
  expect(Array.from(render(template, { title: '🎉'.repeat(500) }).subject)).toHaveLength(200)
})

test('what is no placeholder of the mail is refused', () => {
  for (const text of ['{{other}}', '{{ title }}', '{{title', '{{#if}}'])
    expect(() => requirePlaceholders('html', text, ['title'])).toThrow(/expected placeholders of \{\{title\}\}/)
  requirePlaceholders('html', '{{title}} {{{title}}} { {title} }', ['title'])
})
