import type { Call, CallOptions } from './call.ts'
import type {
  MailSettingsUpdateBody,
  MailsCreateBody,
  MailsListQuery,
  MailTemplatesPreviewBody,
  MailTemplatesUpdateBody,
  MePutNoticesBody,
  StaffPutNoticesBody,
} from './contract.ts'
import { everyItem } from './pages.ts'

type TemplateName = 'attention' | 'attention-over' | 'event' | 'digest' | 'test'

/** Who is told by mail of what, and how mail goes out. */
export const makeNoticeNouns = (call: Call) => ({
  notices: {
    /** One's own, or those of a member of staff. */
    get: (staffId?: number, options?: CallOptions) =>
      staffId === undefined
        ? call('me.getNotices', {}, options)
        : call('staff.getNotices', { params: { id: staffId } }, options),
    /** Only from a session: what is left out is as it is at first. */
    putOwn: (body: MePutNoticesBody, options?: CallOptions) => call('me.putNotices', { body }, options),
    put: (staffId: number, body: StaffPutNoticesBody, options?: CallOptions) =>
      call('staff.putNotices', { params: { id: staffId }, body }, options),
  },
  mails: {
    list: (query: MailsListQuery = {}, options?: CallOptions) => call('mails.list', { query }, options),
    all: (
      filter: Omit<MailsListQuery, 'offset' | 'limit' | 'cursor'> = {},
      { pageSize, ...options }: CallOptions & { pageSize?: number | undefined } = {},
    ) => everyItem((page) => call('mails.list', { query: { ...filter, ...page } }, options), pageSize),
    create: (body: MailsCreateBody, options?: CallOptions) => call('mails.create', { body }, options),
    get: (id: number, options?: CallOptions) => call('mails.get', { params: { id } }, options),
    /** One that was given up. */
    retry: (id: number, options?: CallOptions) => call('mails.retry', { params: { id } }, options),
  },
  mailSettings: {
    get: (options?: CallOptions) => call('mailSettings.get', {}, options),
    update: (body: MailSettingsUpdateBody, options?: CallOptions) => call('mailSettings.update', { body }, options),
    /** Sends one mail to whoever asks. */
    test: (options?: CallOptions) => call('mailSettings.test', {}, options),
  },
  mailTemplates: {
    list: (options?: CallOptions) => call('mailTemplates.list', {}, options),
    get: (name: TemplateName, options?: CallOptions) => call('mailTemplates.get', { params: { name } }, options),
    update: (name: TemplateName, body: MailTemplatesUpdateBody, options?: CallOptions) =>
      call('mailTemplates.update', { params: { name }, body }, options),
    /** Back to what is built in. */
    delete: (name: TemplateName, options?: CallOptions) => call('mailTemplates.delete', { params: { name } }, options),
    preview: (name: TemplateName, body: MailTemplatesPreviewBody = {}, options?: CallOptions) =>
      call('mailTemplates.preview', { params: { name }, body }, options),
  },
})

export type NoticeNouns = ReturnType<typeof makeNoticeNouns>
