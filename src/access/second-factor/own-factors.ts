import { requireText } from '../../base/checks.ts'
import { Invalid, NotFound, Refusal, TransitionRefused } from '../../base/refusal.ts'
import type { Transaction, Tx } from '../../base/transaction.ts'
import { record } from '../../events/event.ts'
import type { OtherKind } from '../../events/kinds.ts'
import { type Actor, authorize } from '../actor.ts'
import { requireFresh } from '../sessions/fresh.ts'
import { endOthers, requirePerson } from '../sessions/sessions.ts'
import type { Passkey } from '../sessions/store.ts'
import type { Prove } from '../sign-in/prove.ts'
import type { StaffMember } from '../staff/staff-member.ts'
import type { AccessStores } from '../store.ts'
import type { Challenges } from './challenges.ts'
import { type Factor, factorsOf } from './factors.ts'
import type { OneTimeCodes } from './one-time-codes.ts'
import type { PasskeyChecks, Site } from './passkeys.ts'
import type { RecoveryCodes } from './recovery-codes.ts'

type Parts = {
  read: AccessStores
  change: Transaction<AccessStores>
  prove: Prove
  codes: OneTimeCodes
  recovery: RecoveryCodes
  passkeys: PasskeyChecks
  challenges: Challenges
}

export type FactorState = {
  readonly factors: readonly Factor[]
  readonly recoveryCodesLeft: number
  readonly passkeys: readonly Passkey[]
}

const MOST_PASSKEYS = 20

/** Second factors of the one who asks, from a session; and how somebody else takes them away who manages access. */
export function makeOwnFactors({ read, change, prove, codes, recovery, passkeys, challenges }: Parts) {
  /** Once there is a first factor there are recovery codes too, and sessions from before it are over. */
  async function afterAdding(tx: Tx<AccessStores>, actor: Actor, isFirst: boolean): Promise<readonly string[] | null> {
    if (actor.sessionId !== undefined) await tx.access.sessions.update(actor.sessionId, { secondFactor: true })
    if (!isFirst) return null
    await endOthers(tx, actor, actor.id)
    return recovery.replace(tx, actor.id)
  }

  const note = (tx: Tx<AccessStores>, actor: Actor, kind: OtherKind, description: string) =>
    record(tx, actor, { kind, subjectId: actor.id, description })

  return {
    async get(actor: Actor): Promise<FactorState> {
      const staffId = requirePerson(actor)
      const { secondFactors } = read.access
      return {
        factors: await factorsOf(read, staffId),
        recoveryCodesLeft: await secondFactors.recoveryCodes(staffId),
        passkeys: await secondFactors.passkeys(staffId),
      }
    },

    /** What everybody has beside the password; who is not named has nothing. */
    async ofEverybody(actor: Actor): Promise<{ staffId: number; factors: readonly Factor[] }[]> {
      authorize(actor, 'access.read')
      const held = Map.groupBy(await read.access.secondFactors.ofEverybody(), ({ staffId }) => staffId)
      return [...held].map(([staffId, of]) => ({ staffId, factors: of.map(({ factor }) => factor) }))
    },

    /** A secret for an app, which counts once a code of it was shown. */
    async beginCodes(actor: Actor): Promise<{ secret: string; uri: string }> {
      const staffId = requirePerson(actor)
      const { sealed, ...told } = await codes.create(actor.name)
      await change(async (tx) => {
        await requireFresh(tx, actor)
        await refuseSecondCodes(tx, staffId)
        await tx.access.secondFactors.putCodes(staffId, sealed, tx.at)
      })
      return told
    },

    /** Answers recovery codes where this is the first factor. */
    async confirmCodes(actor: Actor, code: string): Promise<readonly string[] | null> {
      const staffId = requirePerson(actor)
      await codes.ready()
      return change(async (tx) => {
        await refuseSecondCodes(tx, staffId)
        const begun = await tx.access.secondFactors.codes(staffId)
        if (!begun) throw new NotFound('one-time code secret', staffId)
        const step = await codes.stepOf(begun.secretSealed, code, tx.at)
        if (step === null) throw new Invalid('code', 'the six digits that the app shows now')
        const isFirst = (await factorsOf(tx, staffId)).length === 0
        await tx.access.secondFactors.confirmCodes(staffId, step, tx.at)
        await note(tx, actor, 'second_factor.created', `${actor.name} set up one-time codes`)
        return afterAdding(tx, actor, isFirst)
      })
    },

    /** `code` is of the app, or a recovery code: a page that was left open takes nothing away. */
    async deleteCodes(actor: Actor, code: string): Promise<void> {
      const staffId = requirePerson(actor)
      await codes.ready()
      const expected = 'the six digits that the app shows now, or a recovery code'
      await prove(actor, 'code', expected, () =>
        change(async (tx) => (await codes.take(tx, staffId, code)) || recovery.take(tx, staffId, code)),
      )
      await change(async (tx) => {
        if (!(await tx.access.secondFactors.deleteCodes(staffId))) throw new NotFound('one-time code secret', staffId)
        await note(tx, actor, 'second_factor.deleted', `${actor.name} took one-time codes away`)
      })
    },

    /** Ten new ones in place of those that there were. */
    async replaceRecoveryCodes(actor: Actor): Promise<readonly string[]> {
      const staffId = requirePerson(actor)
      return change(async (tx) => {
        await requireFresh(tx, actor)
        if ((await factorsOf(tx, staffId)).length === 0)
          throw new Refusal('no_second_factor', 'Recovery codes stand in for a second factor, and there is none')
        await note(tx, actor, 'recovery_codes.updated', `${actor.name} got new recovery codes`)
        return recovery.replace(tx, staffId)
      })
    },

    async passkeyOptions(actor: Actor, site: Site) {
      const staff = (await read.access.staff.get(requirePerson(actor)))!
      return passkeys.registrationOptions(staff, await read.access.secondFactors.passkeys(staff.id), site)
    },

    /** Answers recovery codes where this is the first factor. */
    async createPasskey(
      actor: Actor,
      { name, response }: { name: string; response: unknown },
      site: Site,
    ): Promise<{ passkey: Passkey; recoveryCodes: readonly string[] | null }> {
      const staffId = requirePerson(actor)
      const label = requireText('name', name, 100)
      const { challenge, ...proven } = await passkeys.verifyRegistration(staffId, response, site)
      return change(async (tx) => {
        const isSpent = !(await challenges.spend(tx, challenge))
        if (isSpent) throw new Invalid('response', 'an answer that was not shown before')
        await requireFresh(tx, actor)
        if ((await tx.access.secondFactors.passkeys(staffId)).length >= MOST_PASSKEYS)
          throw new Invalid('passkeys', `at most ${MOST_PASSKEYS}`)
        const isFirst = (await factorsOf(tx, staffId)).length === 0
        const row = { name: label, ...proven, staffId, createdAt: tx.at }
        const id = await tx.access.secondFactors.insertPasskey(row)
        if (id === undefined) throw new Invalid('response', 'a passkey that nobody has yet')
        await note(tx, actor, 'second_factor.created', `${actor.name} added the passkey ${row.name}`)
        return { passkey: { ...row, id, usedAt: null }, recoveryCodes: await afterAdding(tx, actor, isFirst) }
      })
    },

    /** What its member knows it by; nothing about how they sign in changes. */
    async renamePasskey(actor: Actor, id: number, name: string): Promise<void> {
      const staffId = requirePerson(actor)
      const label = requireText('name', name, 100)
      await change(async (tx) => {
        if (!(await tx.access.secondFactors.renamePasskey(staffId, id, label))) throw new NotFound('passkey', id)
        await note(tx, actor, 'second_factor.updated', `${actor.name} named a passkey ${label}`)
      })
    },

    async deletePasskey(actor: Actor, id: number): Promise<void> {
      const staffId = requirePerson(actor)
      await change(async (tx) => {
        await requireFresh(tx, actor)
        if (!(await tx.access.secondFactors.deletePasskey(staffId, id))) throw new NotFound('passkey', id)
        await note(tx, actor, 'second_factor.deleted', `${actor.name} took a passkey away`)
      })
    },

    /** For a member who lost all of them: who manages access takes them away, and ends every session. */
    async reset(actor: Actor, staffId: number): Promise<void> {
      authorize(actor, 'access.write')
      await change(async (tx) => {
        const staff: StaffMember | undefined = await tx.access.staff.lock(staffId)
        if (!staff) throw new NotFound('staff member', staffId)
        await tx.access.secondFactors.deleteCodes(staffId)
        await tx.access.secondFactors.deletePasskeys(staffId)
        await tx.access.secondFactors.replaceRecoveryCodes(staffId, [])
        await endOthers(tx, actor, staffId)
        await record(tx, actor, {
          kind: 'second_factor.deleted',
          subjectId: staffId,
          description: `Took all second factors of staff member ${staff.username} away`,
        })
      })
    },
  }
}

async function refuseSecondCodes(tx: AccessStores, staffId: number): Promise<void> {
  const there = await tx.access.secondFactors.codes(staffId)
  if (there && there.confirmedAt !== null) throw new TransitionRefused('one-time codes', 'set up', 'set up')
}
