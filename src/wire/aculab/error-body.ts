import { escapeText } from '../codec/xml-text.ts'
import { html } from '../html.ts'
import type { FaceError } from './errors.ts'

export type ErrorFormat = 'json' | 'xml' | 'html'

export const JSON_TYPE = 'application/json; charset=utf-8'

export const ERROR_TYPE: Readonly<Record<ErrorFormat, string>> = {
  json: JSON_TYPE,
  xml: 'application/xml; charset=utf-8',
  html: 'text/html; charset=utf-8',
}

/** JSON, unless `Accept` names XML or HTML and no JSON; of these two, what it names first. */
export function errorFormat(accept: string | undefined): ErrorFormat {
  const named = (accept ?? '').toLowerCase()
  if (/\bjson\b/.test(named)) return 'json'
  const [, found] = /\b(html|xml)\b/.exec(named) ?? []
  return (found as ErrorFormat | undefined) ?? 'json'
}

export type ErrorFacts = {
  /** The path without host and query, as it was asked for. */
  readonly path: string
  /** Both as `YYYY-MM-DD_hh:mm:ss`. */
  readonly requestedAt: string
  readonly failedAt: string
  readonly link: string
}

/** The documented body. `details` is there only when there are some. */
function errorBody({ code, message, details }: FaceError, facts: ErrorFacts) {
  const { path, requestedAt, failedAt, link } = facts
  return {
    error: { code, text: message, ...(details.length > 0 && { details }), datetime: failedAt, link },
    request: { url: path, datetime: requestedAt },
  }
}

export function renderError(format: ErrorFormat, error: FaceError, facts: ErrorFacts): string {
  const body = errorBody(error, facts)
  switch (format) {
    case 'json':
      return JSON.stringify(body)
    case 'xml':
      return `<?xml version="1.0" encoding="UTF-8"?>\n<response>${xmlOf(body)}</response>\n`
    case 'html':
      return `<!doctype html>\n${pageOf(error, facts).markup}\n`
  }
}

/** The documents show no XML: the members of the JSON body as elements, with a `detail` for each one, are our guess. */
function xmlOf(value: object): string {
  return Object.entries(value)
    .map(([name, inner]: [string, string | string[] | object]) => {
      const content = Array.isArray(inner)
        ? inner.map((item) => `<detail>${escapeText(item)}</detail>`).join('')
        : typeof inner === 'string'
          ? escapeText(inner)
          : xmlOf(inner)
      return `<${name}>${content}</${name}>`
    })
    .join('')
}

const pageOf = ({ code, message, details }: FaceError, { path, requestedAt, link }: ErrorFacts) =>
  html`<html lang="en"><head><title>${code}</title></head><body><h1>${code}</h1><p>${message}</p>${
    details.length > 0 && html`<ul>${details.map((detail) => html`<li>${detail}</li>`)}</ul>`
  }<p>${path} at ${requestedAt}</p><p><a href="${link}">About this</a></p></body></html>`
