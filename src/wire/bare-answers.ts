import { STATUS_CODES } from 'node:http'
import { originForm, pathAndQuery } from './path-and-query.ts'

/** What is wrong with a request that never came whole, or that no face should see. */
export type Fault = { readonly status: number; readonly detail: string }

/** Of such a request, what is known; an empty address where nothing is. */
export type AskedFor = { readonly method: string; readonly url: string; readonly accept?: string | undefined }

/** How a face says so, without any of its means. */
export type BareForm = {
  /** Whether the path, as it was asked for, is the face's. */
  owns(path: string): boolean
  answer(fault: Fault, asked: AskedFor): Bare
}

type Bare = { readonly type: string; readonly body: string }

/** So much of an address is looked at and repeated. */
const LONGEST_URL = 4096

/** The answer in the form of the face that the address belongs to, which is the last one of its connection. */
export function makeBareAnswers(
  forms: readonly BareForm[],
  otherwise: BareForm['answer'],
  safeHeaders: Readonly<Record<string, string>>,
) {
  return (fault: Fault, { method, url: whole, accept }: AskedFor) => {
    const url = originForm(whole.slice(0, LONGEST_URL))
    const [path] = pathAndQuery(url)
    const form = forms.find(({ owns }) => owns(path))
    const { type, body } = (form?.answer ?? otherwise)(fault, { method, url, accept })
    const headers: Record<string, string | number> = {
      ...safeHeaders,
      'content-type': type,
      'content-length': Buffer.byteLength(body),
      connection: 'close',
    }
    return { status: fault.status, headers, body: method === 'HEAD' ? '' : body }
  }
}

export type BareAnswers = ReturnType<typeof makeBareAnswers>

/** The whole answer, for a connection on which no answer was begun. */
export function asBytes({ status, headers, body }: ReturnType<BareAnswers>): string {
  const fields = Object.entries({ ...headers, date: new Date().toUTCString() })
  const lines = [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...fields.map(([name, value]) => `${name}: ${value}`)]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

export const NOTHING_ASKED: AskedFor = { method: '', url: '' }

/** Reads the request line at the beginning of these bytes, as far as it came. */
export function askedIn(bytes: Buffer | undefined): AskedFor {
  const [line = ''] = (bytes?.toString('latin1', 0, LONGEST_URL) ?? '').trimStart().split(/\r?\n/, 1)
  const [method = '', url = ''] = line.split(' ', 2)
  return /^(\/|https?:\/\/)/i.test(url) ? { method, url } : NOTHING_ASKED
}
