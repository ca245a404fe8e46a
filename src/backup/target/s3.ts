import { hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { AwsV4Signer } from 'aws4fetch'
import { CallFailed } from '../../guarded-http/call-failed.ts'
import type { GuardedHttp, HttpAnswer } from '../../guarded-http/guarded-http.ts'
import { takenAt } from '../names.ts'
import { type BackupTarget, noSuchBackup, type StoredBackup, unusableTarget } from './target.ts'
import { textsOf } from './xml.ts'

type S3Account = { accessKeyId: string; secretAccessKey: string; region: string }
type Parts = { url: string; account: S3Account; http: GuardedHttp; pauseMs?: number }
type Call = {
  method: string
  name?: string
  query?: Record<string, string>
  body?: Buffer
  headers?: Record<string, string>
}

/** Of a copy in parts, and of what is read at a time. S3 takes parts from 5 MiB on, and 10,000 of them: 160 GB. */
const PART_BYTES = 16 * 1024 * 1024
const TRIES = 4
const ANSWER_MS = 120_000

/**
 * A store that speaks S3 (Amazon's, MinIO, Ceph, Garage, R2 …), addressed by path: `https://host/bucket/prefix`. Nothing
 * is there under a name before all of it is.
 */
export function s3Target({ url, account, http, pauseMs = 1000 }: Parts): BackupTarget {
  const { origin, pathname } = new URL(url)
  const [bucket = '', ...rest] = pathname.split('/').filter((part) => part !== '')
  const prefix = rest.map((part) => `${decodeURIComponent(part)}/`).join('')

  async function once({ method, name, query = {}, body, headers = {} }: Call): Promise<HttpAnswer> {
    const to = new URL(`${origin}/${bucket}${name === undefined ? '' : `/${encodePath(prefix + name)}`}`)
    for (const [key, value] of Object.entries(query)) to.searchParams.set(key, value)
    const digest = hash('sha256', body ?? '')
    const signed = await new AwsV4Signer({
      ...{ method, url: to.href, service: 's3', ...account },
      headers: { ...headers, 'x-amz-content-sha256': digest },
    }).sign()
    return http.send({
      method,
      url: signed.url.href,
      headers: Object.fromEntries([...signed.headers].filter(([header]) => header !== 'host')),
      body,
      answerMs: ANSWER_MS,
      maxAnswerBytes: PART_BYTES + 1024 * 1024,
    })
  }

  /** What the store or the way to it could not do just now is asked again. */
  async function ask(call: Call): Promise<HttpAnswer> {
    for (let tried = 1; ; tried++) {
      const answer = await once(call).catch((failure) => {
        if (failure instanceof CallFailed) return failure
        throw failure
      })
      const again = answer instanceof CallFailed || answer.status >= 500 || answer.status === 429
      if (!again) return answer
      if (tried === TRIES)
        throw unusableTarget(url, answer instanceof CallFailed ? answer.message : whyOf(answer), answer)
      await delay(pauseMs * tried ** 2)
    }
  }

  async function must(call: Call): Promise<HttpAnswer> {
    const answer = await ask(call)
    if (answer.status < 200 || answer.status > 299) throw unusableTarget(url, whyOf(answer))
    return answer
  }

  return {
    where: url,
    async list() {
      const found: StoredBackup[] = []
      for (let token: string | undefined = ''; token !== undefined; ) {
        const query: Record<string, string> = {
          'list-type': '2',
          prefix,
          ...(token !== '' && { 'continuation-token': token }),
        }
        const xml: string = (await must({ method: 'GET', query })).body.toString('utf8')
        for (const one of textsOf(xml, 'Contents')) {
          const name = textsOf(one, 'Key')[0]?.slice(prefix.length) ?? ''
          const at = takenAt(name)
          if (at) found.push({ name, takenAt: at, bytes: Number(textsOf(one, 'Size')[0] ?? 0) })
        }
        token = textsOf(xml, 'NextContinuationToken')[0]
      }
      return found.sort((a, b) => (a.name < b.name ? -1 : 1))
    },

    async write(name, bytes) {
      const begun = await must({ method: 'POST', name, query: { uploads: '' } })
      const uploadId = textsOf(begun.body.toString('utf8'), 'UploadId')[0]
      if (uploadId === undefined) throw unusableTarget(url, 'it does not take a copy in parts')
      try {
        const tags: string[] = []
        for await (const part of partsOf(bytes)) {
          const query = { partNumber: String(tags.length + 1), uploadId }
          const { headers } = await must({ method: 'PUT', name, query, body: part })
          tags.push(headers.etag ?? '')
        }
        const body = Buffer.from(
          `<CompleteMultipartUpload>${tags.map((tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${tag.replaceAll('"', '&quot;')}</ETag></Part>`).join('')}</CompleteMultipartUpload>`,
        )
        const ended = await must({ method: 'POST', name, query: { uploadId }, body })
        // It may answer 200 first and say in the body that it failed after all.
        const [failed] = textsOf(ended.body.toString('utf8'), 'Code')
        if (failed !== undefined) throw unusableTarget(url, failed)
      } catch (failure) {
        await ask({ method: 'DELETE', name, query: { uploadId } }).catch(() => {}) // the first failure is told
        throw failure
      }
    },

    async read(name) {
      const first = await ask({ method: 'GET', name, headers: rangeFrom(0) })
      if (first.status === 404) throw noSuchBackup(name, url)
      if (first.status !== 206 && first.status !== 200) throw unusableTarget(url, whyOf(first))
      return Readable.from(piecesOf(first, (from) => must({ method: 'GET', name, headers: rangeFrom(from) })))
    },

    async delete(name) {
      await must({ method: 'DELETE', name })
    },
  }
}

const encodePath = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
const rangeFrom = (from: number) => ({ range: `bytes=${from}-${from + PART_BYTES - 1}` })
const whyOf = ({ status, body }: HttpAnswer): string =>
  `it answered ${status}${textsOf(body.toString('utf8'), 'Code').map((code) => ` ${code.slice(0, 100)}`)[0] ?? ''}`

/** A store that knows no ranges answers everything at once. */
async function* piecesOf(first: HttpAnswer, next: (from: number) => Promise<HttpAnswer>): AsyncGenerator<Buffer> {
  const total = first.status === 206 ? Number(first.headers['content-range']?.split('/')[1]) : first.body.length
  let from = 0
  for (let answer = first; ; answer = await next(from)) {
    yield answer.body
    from += answer.body.length
    if (from >= total || answer.body.length === 0) return
  }
}

async function* partsOf(bytes: Readable): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let length = 0
  for await (const piece of bytes as AsyncIterable<Buffer>) {
    waiting.push(piece)
    length += piece.length
    if (length < PART_BYTES) continue
    yield Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  yield Buffer.concat(waiting)
}
