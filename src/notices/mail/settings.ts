import { type Actor, authorize } from '../../access/actor.ts'
import { isLoopbackHost } from '../../access/loopback.ts'
import { checkedDetails, requireText } from '../../base/checks.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, Refusal } from '../../base/refusal.ts'
import type { SecretBox } from '../../base/secrets/secrets.ts'
import { changesBetween, record } from '../../events/event.ts'
import { existingMember } from '../members.ts'
import type { NoticeParts } from '../parts.ts'
import { addressOf } from '../subscriptions/subscriptions.ts'
import { contentOf } from '../templates/templates.ts'
import { serverOf } from './deliver.ts'
import {
  isSetUp,
  MAIL_SETTINGS_CHECKS,
  type MailSettings,
  type MailSettingsForm,
  NO_MAIL_SETTINGS,
} from './mail-settings.ts'
import { MAIL_LANE, paceOf, toRow } from './outbox.ts'
import type { Delivery } from './smtp.ts'

/** The password is told to nobody. */
export type MailSettingsShown = MailSettingsForm & { readonly hasPassword: boolean }

/** `password`: null takes it away. */
export type MailSettingsChanges = Patch<MailSettingsForm> & { readonly password?: string | null | undefined }

/** What the mail server made of a mail that was sent to try it. */
export type MailTested = {
  readonly mailId: number
  readonly to: string
  readonly delivered: boolean
  readonly answer: string
}

const FIELDS_OF_SERVER = ['host', 'port', 'encryption', 'username'] as const

export function makeMailSettings({ read, transaction, clock, secrets, queue, send }: NoticeParts) {
  return {
    async get(actor: Actor): Promise<MailSettingsShown> {
      authorize(actor, 'system.read')
      return toShown((await read.notices.settings.get()) ?? NO_MAIL_SETTINGS)
    },

    async update(actor: Actor, given: MailSettingsChanges): Promise<MailSettingsShown> {
      authorize(actor, 'system.write')
      const changes = checkedDetails(MAIL_SETTINGS_CHECKS, given)
      const password = passwordOf(given.password)
      return transaction(async (tx) => {
        await tx.notices.lockTelling()
        const before = (await tx.notices.settings.get()) ?? NO_MAIL_SETTINGS
        const passwordSealed = sealedAfter(secrets, before.passwordSealed, password)
        const after: MailSettings = { ...merge(before, changes), passwordSealed }
        requireSense(before, after, password)
        const changed = {
          ...changesBetween<object>(withoutPassword(before), withoutPassword(after)),
          ...(before.passwordSealed !== passwordSealed && { password: ['***', '***'] as const }),
        }
        const fields = Object.keys(changed)
        if (fields.length === 0) return toShown(before)
        await tx.notices.settings.put(after, tx.at)
        const lane = await tx.jobs.lanes.byName(MAIL_LANE)
        if (lane) await queue.lanes.update(tx, lane.id, { startsPerSecond: paceOf(after) })
        await record(tx, actor, {
          kind: 'mail_settings.updated',
          subjectId: 0,
          description: `Mail settings updated (${fields.join(', ')})`,
          changes: changed,
        })
        return toShown(after)
      })
    },

    /** Sends one mail to the member who asks, at once and beside the queue; whoever owns the data folder names one. */
    async test(actor: Actor, named?: number): Promise<MailTested> {
      authorize(actor, 'system.write')
      const member = await existingMember(read, named ?? actor.id)
      const to = await addressOf(read, member)
      const settings = await read.notices.settings.get()
      if (!settings || !isSetUp(settings))
        throw new Refusal('mail_not_set_up', 'No mail server is set up', {}, { hint: 'Set its host and fromAddress' })
      const content = await contentOf(read, 'test', {
        name: member.firstName || member.username,
        link: settings.publicUrl,
        server: `${settings.host}:${settings.port}`,
      })
      const mail = { ...content, staffId: member.id, address: to, kind: 'test', causeKey: null, needs: [] }
      const row = toRow(mail, settings.fromAddress, { state: 'failed', attempts: 1 })
      const delivery = await send(serverOf(settings, secrets), { ...row, createdAt: clock.now() })
      return transaction(async (tx) => {
        const delivered = delivery.is === 'sent'
        const { answer } = delivery satisfies Delivery
        const end = { state: delivered ? ('sent' as const) : ('failed' as const), answer, endedAt: tx.at }
        const mailId = await tx.notices.mails.insert({ ...row, ...end }, tx.at)
        return { mailId, to, delivered, answer }
      })
    },
  }
}

function passwordOf(given: string | null | undefined): string | null | undefined {
  if (given === undefined) return undefined
  // The text is not shown: it is a secret.
  if (given !== null && (given.length > 1024 || /\p{Cc}/u.test(given)))
    throw new Invalid('password', 'at most 1024 characters without control characters')
  return given === '' ? null : given
}

function sealedAfter(secrets: SecretBox, before: string | null, password: string | null | undefined): string | null {
  if (password === undefined) return before
  if (password === null) return null
  return before !== null && secrets.open(before) === password ? before : secrets.seal(password)
}

/** The password that is kept goes to the server for which it was entered, and to no other. */
function requireSense(before: MailSettings, after: MailSettings, password: string | null | undefined): void {
  const isOther = FIELDS_OF_SERVER.some((field) => before[field] !== after[field])
  if (password === undefined && before.passwordSealed !== null && isOther)
    throw new Invalid('password', 'the password again, or null, where the server or the way to it is another')
  if (after.passwordSealed !== null && after.username === '')
    throw new Invalid('username', 'a name where there is a password')
  if (after.passwordSealed !== null && after.encryption === 'none' && !isLoopbackHost(after.host))
    throw new Invalid('encryption', 'starttls or tls where there is a password', after.encryption)
  if (after.host !== '') requireText('fromAddress', after.fromAddress, 254)
}

const withoutPassword = ({ passwordSealed: _, ...settings }: MailSettings): MailSettingsForm => settings

const toShown = ({ passwordSealed, ...settings }: MailSettings): MailSettingsShown => ({
  ...settings,
  hasPassword: passwordSealed !== null,
})
