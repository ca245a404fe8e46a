import * as z from 'zod'
import { parseDate } from '../../../base/calendar.ts'
import type { Account } from '../../panel/account.ts'
import type {
  AccountState,
  Created,
  DomainState,
  PanelConnection,
  Registered,
  SignOn,
  Usage,
  VerbInput,
  VerbName,
  VerbOutput,
} from '../../panel/backend.ts'
import { CONTACT_ROLES, type RegistrarAnswer } from '../../panel/registrar-ask.ts'
import { productOf } from './message.ts'

/*
 * What the answers of our own contract say beside that it is done, by verb. Text that is missing is empty, and what is
 * no value of its kind makes the answer unreadable.
 */

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '')
const day = z
  .string()
  .nullish()
  .transform((value) => (value ? parseDate(value) : undefined))

const CreatedAnswer = z
  .object({
    username: z.string().min(1).nullish(),
    domain: z.string().min(1).nullish(),
    dedicated_ip: z.string().min(1).nullish(),
    nameservers: z.array(z.string()).nullish(),
  })
  .transform(
    ({ username, domain, dedicated_ip, nameservers }): Created => ({
      ...(username && { username }),
      ...(domain && { domain }),
      ...(dedicated_ip && { dedicatedIp: dedicated_ip }),
      ...(nameservers && { nameservers }),
    }),
  )

const StateAnswer = z.object({
  state: z.enum(['active', 'suspended', 'terminated', 'absent', 'pending']),
  username: text,
  domain: text,
  product: text,
  marker: text,
  reason: text,
})

const toState = ({ state, username, domain, product, reason }: z.infer<typeof StateAnswer>): AccountState => ({
  state,
  username,
  domain,
  package: product,
  suspensionReason: state === 'suspended' ? reason : '',
  differs: [],
})

/** What the receiver does not tell it cannot differ in. */
const stateAgainst = (account: Account) =>
  StateAnswer.transform((found): AccountState => {
    const there = found.state === 'active' || found.state === 'suspended'
    const other = (theirs: string, ours: string) =>
      there && theirs !== '' && theirs.toLowerCase() !== ours.toLowerCase()
    const differs = [
      ...(other(found.marker, account.marker) ? ['marker'] : []),
      ...(other(found.username, account.username) ? ['username'] : []),
      ...(other(found.domain, account.domain) ? ['domain'] : []),
      ...(other(found.product, productOf(account.product)) ? ['package'] : []),
    ]
    return { ...toState(found), differs }
  })

const ListAnswer = z
  .object({ items: z.array(StateAnswer), next: z.string().nullish() })
  .transform(({ items, next }) => ({ accounts: items.map(toState), next: next ?? null }))

const megabytes = z.number().nonnegative()
const UsageAnswer = z
  .object({
    disk_used_mb: megabytes,
    disk_limit_mb: megabytes.nullish(),
    bw_used_mb: megabytes,
    bw_limit_mb: megabytes.nullish(),
  })
  .transform(
    (usage): Usage => ({
      diskUsedMb: Math.ceil(usage.disk_used_mb),
      diskLimitMb: usage.disk_limit_mb ?? null,
      bandwidthUsedMb: Math.ceil(usage.bw_used_mb),
      bandwidthLimitMb: usage.bw_limit_mb ?? null,
    }),
  )

const SignOnAnswer = z
  .object({ url: z.url({ protocol: /^https$/ }), expires_at: z.iso.datetime({ offset: true }).nullish() })
  .transform(({ url, expires_at }): SignOn => ({ url, expiresAt: expires_at ? Date.parse(expires_at) : null }))

const TestAnswer = z
  .object({ version: text, idempotent: z.boolean().nullish() })
  .transform(({ version, idempotent }): PanelConnection => ({ version, repeatable: idempotent ?? false }))

const RegisteredAnswer = z
  .object({ expires_on: day })
  .transform(({ expires_on }): Registered => (expires_on ? { expiresOn: expires_on } : {}))

const contact = z.record(z.string().max(60), z.string().max(255).nullable())

const AskedAnswer = z
  .object({
    nameservers: z.array(z.string().max(255)).max(13).nullish(),
    locked: z.boolean().nullish(),
    contacts: z.partialRecord(z.enum(CONTACT_ROLES), contact).nullish(),
    epp_code: z.string().max(255).nullish(),
  })
  .transform(
    ({ nameservers, locked, contacts, epp_code }): RegistrarAnswer => ({
      ...(nameservers && { nameservers }),
      ...(locked != null && { locked }),
      ...(contacts && { contacts }),
      ...(epp_code && { eppCode: epp_code }),
    }),
  )

const domainAgainst = (marker: string) =>
  z.object({ state: z.enum(['active', 'pending', 'absent']), expires_on: day, marker: text }).transform(
    (found): DomainState => ({
      state: found.state,
      expiresOn: found.expires_on ?? null,
      differs: found.marker !== '' && found.marker !== marker ? ['marker'] : [],
    }),
  )

/** Undefined when the answer does not say what the verb needs. */
export function readValue<V extends VerbName>(verb: V, input: VerbInput[V], body: unknown): VerbOutput[V] | undefined {
  const parsed = schemaOf(verb, input).safeParse(body)
  return parsed.success ? (parsed.data as VerbOutput[V]) : undefined
}

function schemaOf(verb: VerbName, input: object): z.ZodType {
  if (verb === 'accountState' && 'account' in input) return stateAgainst(input.account as Account)
  if (verb === 'domainState' && 'domain' in input) return domainAgainst((input.domain as { marker: string }).marker)
  return SCHEMAS[verb] ?? z.object({}).transform(() => ({}))
}

const SCHEMAS: Readonly<Partial<Record<VerbName, z.ZodType>>> = {
  create: CreatedAnswer,
  listAccounts: ListAnswer,
  usage: UsageAnswer,
  signOn: SignOnAnswer,
  testConnection: TestAnswer,
  registerDomain: RegisteredAnswer,
  transferDomain: RegisteredAnswer,
  renewDomain: RegisteredAnswer,
  askRegistrar: AskedAnswer,
}
