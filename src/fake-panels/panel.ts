import type { FaultName } from './fault.ts'

export type FakeRequest = {
  method: string
  path: string
  /** Of the query and, where the body is a form, of the body. */
  fields: ReadonlyMap<string, string>
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
  body: string
}

export type FakeReply = { status: number; reason?: string; headers?: Readonly<Record<string, string>>; body: string }

/** An account as every fake can tell of it. */
export type FakeAccount = {
  username: string
  domain: string
  package: string
  state: 'active' | 'suspended' | 'terminated'
}

/** One panel's manners: what the server of the fakes asks of each of them. */
export interface FakePanelModel {
  readonly name: string
  /** What a call is about, in the panel's own words, before anything is done. */
  meaning(request: FakeRequest): { verb: string; user: string; changes: boolean }
  /** Acts and answers. */
  answer(request: FakeRequest): FakeReply
  /** How the panel words what goes wrong, where it does not say it as everybody does. */
  readonly faults: Partial<Record<FaultName, (request: FakeRequest) => FakeReply>>
  /** Moves with every change, so that the journal knows whether a call had an effect. */
  changes(): number
  accounts(): readonly FakeAccount[]
  /** Everything, for people and tests. */
  state(): unknown
  /** Adds what is given to what is there. Throws when it cannot be read. */
  seed(content: unknown): void
  reset(): void
  /** What must not stand in the journal. */
  readonly secretFields: readonly string[]
}

export const json = (value: unknown, status = 200, headers: Record<string, string> = {}): FakeReply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(value),
})

export const page = (title: string, body = '', status = 200): FakeReply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1>${body}</body></html>\n`,
})

/** As most panels say it. */
export const USUAL_FAULTS: Readonly<Partial<Record<FaultName, () => FakeReply>>> = {
  http_500: () => ({ status: 500, body: 'Internal Server Error\n', headers: { 'content-type': 'text/plain' } }),
  down: () => page('503 Service Unavailable', '', 503),
  maintenance_html: () => page('Maintenance', '<p>We will be back soon.</p>'),
  login_html: () => page('Login', '<form method="post"><input name="user"><input type="password" name="pass"></form>'),
  redirect_login: () => ({ status: 302, headers: { location: '/login/?goto=1' }, body: '' }),
  wrong_credentials: () => ({ status: 401, body: '' }),
}
