import { randomToken } from '../../base/ids.ts'
import { keyedDigest } from '../../base/secrets/secrets.ts'
import type { Tx } from '../../base/transaction.ts'
import { type Doer, record } from '../../events/event.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { AccessStores } from '../store.ts'
import type { Browser, Session, SessionLimits, SignInMethod } from './session.ts'

/** 256 bits. */
const TOKEN_LENGTH = 43
/** Of one member; the one that was not used for longest gives way. */
const MOST_SESSIONS = 50

const METHOD_WORDS = {
  password: 'a password',
  passkey: 'a passkey',
  sign_on: 'single sign-on',
  link: 'a link',
} as const

/** What is told to the browser that signed in, once. */
export type OpenedSession = { readonly session: Session; readonly token: string }

export const makeToken = () => randomToken(TOKEN_LENGTH)

export const digestOfToken = (digestKey: Buffer, token: string): string => keyedDigest(digestKey, 'session', token)

/** What a page has to send with everything that changes something. The same for the session's whole life. */
export const csrfTokenOf = (digestKey: Buffer, { id, createdAt }: Pick<Session, 'id' | 'createdAt'>): string =>
  keyedDigest(digestKey, 'csrf', String(id), String(createdAt))

type Parts = { digestKey: Buffer; limits: SessionLimits }

/** Signs a member in from a browser: the session and the event of it. */
export async function openSession(
  tx: Tx<AccessStores>,
  { digestKey, limits }: Parts,
  staff: StaffMember,
  { method, secondFactor, address, agent }: Browser & { method: SignInMethod; secondFactor: boolean },
): Promise<OpenedSession> {
  const token = makeToken()
  const session = {
    staffId: staff.id,
    method,
    secondFactor,
    address,
    agent: agent.slice(0, 255),
    createdAt: tx.at,
    usedAt: tx.at,
    expiresAt: tx.at + limits.lifeMs,
  }
  const id = await tx.access.sessions.insert({
    ...session,
    tokenDigest: digestOfToken(digestKey, token),
    previousDigest: null,
    rotatedAt: tx.at,
    confirmed: true,
    passwordVersion: staff.passwordVersion,
  })
  await tx.access.sessions.deleteBeyond(staff.id, MOST_SESSIONS)
  const doer: Doer = { kind: 'staff', id: staff.id, name: staff.username, address }
  await record(tx, doer, {
    kind: 'session.created',
    subjectId: id,
    description: `${staff.username} signed in with ${METHOD_WORDS[method]}${secondFactor && method === 'password' ? ' and a second factor' : ''}`,
    changes: { method: [null, method], secondFactor: [null, secondFactor] },
  })
  return { session: { id, ...session }, token }
}
