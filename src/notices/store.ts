import type { Backlog } from '../base/measuring/backlog.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import type { KnownCause } from './causes/known-cause.ts'
import type { NewNotice, Notice } from './causes/notice.ts'
import type { Mail, MailContent, MailFilter, NewMail } from './mail/mail.ts'
import type { MailSettings } from './mail/mail-settings.ts'
import type { Subscription } from './subscriptions/subscription.ts'

export interface NoticeStore {
  readonly settings: {
    get(): Promise<MailSettings | undefined>
    put(settings: MailSettings, at: number): Promise<void>
  }
  readonly mails: MailStore
  readonly templates: {
    list(): Promise<StoredTemplate[]>
    get(name: string): Promise<StoredTemplate | undefined>
    put(template: Omit<StoredTemplate, 'updatedAt'>, at: number): Promise<void>
    delete(name: string): Promise<void>
  }
  readonly subscriptions: {
    /** Of members who are not disabled. */
    list(): Promise<Subscription[]>
    get(staffId: number): Promise<Subscription | undefined>
    put(subscription: Subscription, at: number): Promise<void>
  }
  readonly causes: {
    list(): Promise<KnownCause[]>
    put(cause: KnownCause): Promise<void>
    delete(staffId: number, causeKey: string): Promise<void>
    /** Of those who are told of nothing any more. */
    deleteOf(staffId: number): Promise<void>
  }
  readonly pending: {
    /** False when it waits already. */
    insert(notice: NewNotice, at: number): Promise<boolean>
    /** Of the member who waits longest, all that is due; empty when nothing is. */
    due(at: number): Promise<Notice[]>
    delete(ids: readonly number[]): Promise<void>
    /** What was not told yet of a cause; answers whether there was any. */
    withdraw(staffId: number, causeKey: string): Promise<boolean>
    deleteOf(staffId: number): Promise<void>
  }
  /** First in a transaction that tells people: one at a time, across processes. */
  lockTelling(): Promise<void>
}

export type StoredTemplate = MailContent & { readonly name: string; readonly updatedAt: number }

export interface MailStore {
  /** The newest first. */
  list(filter: MailFilter, page: KeysetPage): Promise<Listed<Mail>>
  get(id: number): Promise<Mail | undefined>
  lock(id: number): Promise<Mail | undefined>
  insert(mail: NewMail, at: number): Promise<number>
  update(id: number, end: Pick<Mail, 'state' | 'attempts' | 'answer' | 'endedAt'>): Promise<void>
  backlog(): Promise<Backlog>
  /** Those that ended by then; answers how many it removed, at most `limit`. */
  prune(through: number, limit: number): Promise<number>
}
