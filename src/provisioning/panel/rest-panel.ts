import type { ZodType } from 'zod'
import type { BackendTools } from './backend.ts'
import { Ended } from './outcome.ts'
import type { PanelAnswer } from './panel-http.ts'
import { type AnswerRule, failureOf, jsonOf, judge, unclear, unreadable } from './read-answer.ts'
import type { PanelServer } from './server.ts'

/** What one panel's JSON API has in common for all its calls. */
export type RestPanel = {
  /** Without a slash at the end. */
  base(server: PanelServer): string
  headers(server: PanelServer): Readonly<Record<string, string>>
  rules?: readonly AnswerRule[]
  /** The panel's own words, if the answer says that it failed: asked for answers with status 2xx too. */
  words?(body: unknown, answer: PanelAnswer): string | undefined
}

/** A page that is no JSON, or not of the shape that was expected, is no success. */
type As<T> = ZodType<T>

/**
 * Calls of a JSON API. They give the body of a success, and end the verb on everything else.
 *
 * @public For backends of others, as `docs/writing-a-backend.md` tells; ours speak no such API.
 */
export function restPanel(panel: RestPanel) {
  return (tools: BackendTools) => {
    async function call<T>(
      method: string,
      path: string,
      json: unknown,
      as: As<T> | undefined,
      changes: boolean,
    ): Promise<T> {
      const answer = await tools.http.send({
        method,
        url: `${panel.base(tools.server)}${path}`,
        headers: {
          accept: 'application/json',
          ...(json !== undefined && { 'content-type': 'application/json' }),
          ...panel.headers(tools.server),
        },
        body: json === undefined ? undefined : JSON.stringify(json),
        changes,
      })
      return readJson({ panel, answer, changes, as, now: tools.clock.now() })
    }
    return {
      get: <T = unknown>(path: string, as?: As<T>) => call('GET', path, undefined, as, false),
      /** A POST that only asks. */
      ask: <T = unknown>(path: string, json: unknown, as?: As<T>) => call('POST', path, json, as, false),
      post: <T = unknown>(path: string, json: unknown, as?: As<T>) => call('POST', path, json, as, true),
      put: <T = unknown>(path: string, json: unknown, as?: As<T>) => call('PUT', path, json, as, true),
      patch: <T = unknown>(path: string, json: unknown, as?: As<T>) => call('PATCH', path, json, as, true),
      delete: <T = unknown>(path: string, as?: As<T>) => call('DELETE', path, undefined, as, true),
    }
  }
}

type Reading<T> = { panel: RestPanel; answer: PanelAnswer; changes: boolean; as: As<T> | undefined; now: number }

function readJson<T>({ panel, answer, changes, as, now }: Reading<T>): T {
  const { status, text } = answer
  const body = jsonOf(answer)
  const words = panel.words?.(body, answer)
  const failure = failureOf(answer, changes, now, words)
  if (failure || words !== undefined) {
    const said = words ?? failure?.text ?? ''
    throw new Ended(judge(panel.rules ?? [], { words: said, status }) ?? failure ?? unclear(changes, said, said))
  }
  if (!as) return body as T
  const parsed = as.safeParse(body)
  if (parsed.success) return parsed.data
  throw new Ended(unreadable(changes, text))
}

/** `https://host:port`, by the name where the server has one. */
export function baseUrl(server: PanelServer, ports: { secure: number; plain: number }): string {
  const host = server.hostname || server.ipAddress
  const shown = host.includes(':') ? `[${host}]` : host
  return `${server.secure ? 'https' : 'http'}://${shown}:${server.port ?? (server.secure ? ports.secure : ports.plain)}`
}

/** The fields as a form's body; those that are undefined are left out. */
export function formOf(fields: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined)
  return new URLSearchParams(given).toString()
}
