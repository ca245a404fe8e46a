import { type ApiOperation, nounOf } from '../contract/operation.ts'
import { OPERATIONS } from '../contract.ts'
import { describeApi } from '../openapi.ts'
import { curlOf, type ExampleInput, typescriptOf } from './snippets.ts'
import { STYLE } from './style.ts'
import { TAGS } from './tags.ts'

type Parameter = { name: string; in: string; required: boolean; description?: string; schema: Shape; example?: unknown }
type Shape = { type?: string | string[]; enum?: unknown[]; $ref?: string; format?: string }
type Content = Record<string, { schema: Shape; example?: unknown }>
type Described = {
  summary: string
  description: string
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; content: Content }>
}

/** The reference of the API as one page: no script, one style, nothing of another host. */
export function referencePage(operations: readonly ApiOperation[] = OPERATIONS): string {
  const { paths } = describeApi(operations, '') as { paths: Record<string, Record<string, Described>> }
  const byNoun = Map.groupBy(operations, nounOf)
  const nouns = [
    ...Object.keys(TAGS).filter((noun) => byNoun.has(noun)),
    ...[...byNoun.keys()].filter((noun) => !TAGS[noun]),
  ]
  const described = (one: ApiOperation) => paths[one.path || '/']![one.method.toLowerCase()]!
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Provisor API</title>',
    `<style>${STYLE}</style></head><body>`,
    `<nav aria-label="Nouns"><a href="#top"><b>Provisor API</b></a>${nouns.map((noun) => `<a href="#${noun}">${noun}</a>`).join('')}</nav>`,
    `<main id="top"><h1>Provisor API</h1>${INTRODUCTION}`,
    ...nouns.map((noun) =>
      [
        `<section id="${noun}"><h2>${noun}</h2><p>${text(TAGS[noun] ?? '')}</p>`,
        ...byNoun.get(noun)!.map((one) => operationHtml(one, described(one))),
        '</section>',
      ].join(''),
    ),
    '</main></body></html>',
  ].join('\n')
}

const INTRODUCTION = [
  '<p>Fields are in camelCase, instants ISO 8601 in UTC, dates <code>YYYY-MM-DD</code>, amounts decimal text; what is not set is <code>null</code>.',
  ' What goes wrong is a problem (RFC 9457) with a stable <code>code</code>. The same as a document for programs: ',
  '<a href="/api/v1/openapi.json">openapi.json</a>.</p>',
  '<p>Programs sign in with a token, people with a session. For the calls below:</p>',
  '<pre>BASE=https://ops.example.com\nTOKEN=&lt;identifier&gt;.&lt;secret&gt;</pre>',
  "<pre>import { makeClient } from '@provisor/client'\nconst client = makeClient({ baseUrl: BASE, token: TOKEN })</pre>",
].join('')

function operationHtml(one: ApiOperation, described: Described): string {
  const { parameters = [], requestBody, responses } = described
  const body = requestBody?.content['application/json']?.example
  const input: ExampleInput = {
    params: valuesIn('path', parameters),
    query: valuesIn(
      'query',
      parameters.filter(({ required }) => required),
    ),
    ...(body !== undefined && { body }),
  }
  const answer = responses['200']!.content['application/json']?.example
  return [
    `<details id="${one.id}"><summary><b class="${one.method.toLowerCase()}">${one.method}</b> <code>/api/v1${text(one.path)}</code> `,
    `<span>${text(one.summary)}</span></summary>`,
    `<p>${withCode(described.description)} <a href="#${one.id}" aria-label="Link to ${one.id}">#</a></p>`,
    parametersHtml(parameters),
    `<h4>curl</h4><pre>${text(curlOf(one, input))}</pre>`,
    `<h4>TypeScript</h4><pre>${text(typescriptOf(one, input))}</pre>`,
    answer === undefined ? '' : `<h4>Answer</h4><pre>${text(JSON.stringify(answer, null, 2))}</pre>`,
    `<h4>Problems</h4><ul>${Object.entries(responses)
      .filter(([status]) => status !== '200')
      .map(([status, { description }]) => `<li>${status}: ${withCode(description)}</li>`)
      .join('')}</ul></details>`,
  ].join('')
}

const valuesIn = (place: string, parameters: readonly Parameter[]): object =>
  Object.fromEntries(parameters.filter((one) => one.in === place).map(({ name, example }) => [name, example]))

function parametersHtml(parameters: readonly Parameter[]): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    ({ name, in: place, required, description = '', schema }) =>
      `<tr><td><code>${text(name)}</code></td><td>${place}${required ? ', required' : ''}</td><td>${text(typeOf(schema))}</td><td>${withCode(description)}</td></tr>`,
  )
  return `<div class="wide"><table><tr><th>Parameter</th><th>In</th><th>Type</th><th>Meaning</th></tr>${rows.join('')}</table></div>`
}

const typeOf = ({ type, enum: words, $ref = '', format }: Shape): string =>
  words ? words.join(' | ') : (format ?? ([type].flat().join(' | ') || $ref.split('/').at(-1)!))

const text = (plain: string): string =>
  plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Words between backticks are code. */
const withCode = (plain: string): string =>
  text(plain)
    .split('`')
    .map((part, index) => (index % 2 === 1 ? `<code>${part}</code>` : part))
    .join('')
