import type { KnownCause } from '../../notices/causes/known-cause.ts'
import type { Notice } from '../../notices/causes/notice.ts'
import type { MailSettings } from '../../notices/mail/mail-settings.ts'
import type { NoticeStore, StoredTemplate } from '../../notices/store.ts'
import type { Subscription } from '../../notices/subscriptions/subscription.ts'
import type { Queries } from '../engine/database.ts'
import { decoded, isOn, json, type Stored } from '../engine/decode.ts'
import { assignments, flag, insertValues, raw, sql, type Value } from '../engine/sql.ts'
import { mailStore } from './mails.ts'

export function noticeStore(q: Queries): NoticeStore {
  /** One row of a key: written over where it stands. */
  async function put(table: string, key: Readonly<Record<string, Value>>, columns: Readonly<Record<string, Value>>) {
    await q.run(
      sql`INSERT INTO ${raw(table)} ${insertValues({ ...key, ...columns })}
        ON CONFLICT (${raw(Object.keys(key).join(', '))}) DO UPDATE SET ${assignments(columns)}`,
    )
  }

  return {
    mails: mailStore(q),
    settings: {
      get: () => q.get<MailSettings>(sql`SELECT ${SETTINGS} FROM mail_settings WHERE id = 1`),
      put: (settings, at) => put('mail_settings', { id: 1 }, { ...toSettingColumns(settings), updated_at: at }),
    },
    templates: {
      list: () => q.all<StoredTemplate>(sql`SELECT ${TEMPLATE} FROM mail_templates ORDER BY name`),
      get: (name) => q.get<StoredTemplate>(sql`SELECT ${TEMPLATE} FROM mail_templates WHERE name = ${name}`),
      put: ({ name, subject, plain, html }, at) =>
        put('mail_templates', { name }, { subject, plain, html, updated_at: at }),
      async delete(name) {
        await q.run(sql`DELETE FROM mail_templates WHERE name = ${name}`)
      },
    },
    subscriptions: {
      async list() {
        const rows = await q.all<SubscriptionRow>(
          sql`SELECT ${SUBSCRIPTION} FROM notice_subscriptions
            WHERE staff_id IN (SELECT id FROM staff WHERE active = 1) ORDER BY staff_id`,
        )
        return rows.map(toSubscription)
      },
      async get(staffId) {
        const row = await q.get<SubscriptionRow>(
          sql`SELECT ${SUBSCRIPTION} FROM notice_subscriptions WHERE staff_id = ${staffId}`,
        )
        return row && toSubscription(row)
      },
      put: (subscription, at) =>
        put(
          'notice_subscriptions',
          { staff_id: subscription.staffId },
          { ...toSubscriptionColumns(subscription), updated_at: at },
        ),
    },
    causes: {
      list: () => q.all<KnownCause>(sql`SELECT ${CAUSE} FROM notice_causes ORDER BY staff_id, since, cause_key`),
      put: ({ staffId, causeKey, kind, title, since, goneAt }) =>
        put('notice_causes', { staff_id: staffId, cause_key: causeKey }, { kind, title, since, gone_at: goneAt }),
      async delete(staffId, causeKey) {
        await q.run(sql`DELETE FROM notice_causes WHERE staff_id = ${staffId} AND cause_key = ${causeKey}`)
      },
      async deleteOf(staffId) {
        await q.run(sql`DELETE FROM notice_causes WHERE staff_id = ${staffId}`)
      },
    },
    pending: {
      async insert(notice, at) {
        const inserted = await q.run(
          sql`INSERT INTO notices ${insertValues({
            staff_id: notice.staffId,
            kind: notice.kind,
            cause_key: notice.causeKey,
            subject: notice.subject,
            subject_id: notice.subjectId,
            title: notice.title,
            body: notice.body,
            due_at: notice.dueAt,
            created_at: at,
          })} ON CONFLICT (staff_id, cause_key, kind) DO NOTHING`,
        )
        return inserted > 0
      },
      due: (at) =>
        q.all<Notice>(
          sql`SELECT ${NOTICE} FROM notices WHERE due_at <= ${at} AND staff_id =
            (SELECT staff_id FROM notices WHERE due_at <= ${at} ORDER BY due_at, id LIMIT 1) ORDER BY id LIMIT 500`,
        ),
      async delete(ids) {
        await q.run(sql`DELETE FROM notices WHERE id ${q.phrases.inIntegers(ids)}`)
      },
      async withdraw(staffId, causeKey) {
        const taken = await q.run(
          sql`DELETE FROM notices WHERE staff_id = ${staffId} AND cause_key = ${causeKey} AND kind = 'attention'`,
        )
        return taken > 0
      },
      async deleteOf(staffId) {
        await q.run(sql`DELETE FROM notices WHERE staff_id = ${staffId}`)
      },
    },
    async lockTelling() {
      await q.get(q.phrases.oneAtATime('notices.telling'))
    },
  }
}

const SETTINGS = sql`host, port, encryption, username, password_sealed AS "passwordSealed", from_name AS "fromName",
  from_address AS "fromAddress", public_url AS "publicUrl", per_minute AS "perMinute"`

const toSettingColumns = (settings: MailSettings) => ({
  host: settings.host,
  port: settings.port,
  encryption: settings.encryption,
  username: settings.username,
  password_sealed: settings.passwordSealed,
  from_name: settings.fromName,
  from_address: settings.fromAddress,
  public_url: settings.publicUrl,
  per_minute: settings.perMinute,
})

const TEMPLATE = sql`name, subject, plain, html, updated_at AS "updatedAt"`
const CAUSE = sql`staff_id AS "staffId", cause_key AS "causeKey", kind, title, since, gone_at AS "goneAt"`
const NOTICE = sql`id, staff_id AS "staffId", kind, cause_key AS "causeKey", subject, subject_id AS "subjectId", title,
  body, due_at AS "dueAt", created_at AS "createdAt"`

const SUBSCRIPTION = sql`staff_id AS "staffId", address, attention, attention_kinds AS "attentionKinds", deadlines,
  assignments, tickets, trouble, delivery, daily_hour AS "dailyHour", time_zone AS "timeZone",
  quiet_from AS "quietFrom", quiet_to AS "quietTo", wake_for_critical AS "wakeForCritical", tell_over AS "tellOver"`
type SubscriptionRow = Stored<Subscription, 'attentionKinds'>

const toSubscription = (row: SubscriptionRow): Subscription =>
  decoded(row, {
    attentionKinds: json<Subscription['attentionKinds']>(row.attentionKinds),
    deadlines: isOn(row.deadlines),
    assignments: isOn(row.assignments),
    tickets: isOn(row.tickets),
    trouble: isOn(row.trouble),
    wakeForCritical: isOn(row.wakeForCritical),
    tellOver: isOn(row.tellOver),
  })

const toSubscriptionColumns = (given: Subscription) => ({
  address: given.address,
  attention: given.attention,
  attention_kinds: JSON.stringify(given.attentionKinds),
  deadlines: flag(given.deadlines),
  assignments: flag(given.assignments),
  tickets: flag(given.tickets),
  trouble: flag(given.trouble),
  delivery: given.delivery,
  daily_hour: given.dailyHour,
  time_zone: given.timeZone,
  quiet_from: given.quietFrom,
  quiet_to: given.quietTo,
  wake_for_critical: flag(given.wakeForCritical),
  tell_over: flag(given.tellOver),
})
