import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, flagText, id, idPath, instant, moment, page, pageQuery, text } from '../values.ts'

const record = z
  .object({
    id,
    title: z.string(),
    text: z.string(),
    at: instant,
    published: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Announcement', description: 'What the staff tells everybody' })

const form = z
  .strictObject({
    title: text(255),
    text: text(500_000).meta({ description: 'HTML, or whatever the portal shows' }),
    at: moment.meta({ description: 'Its own instant, which may be to come; now where it is left out' }),
    published: z.boolean(),
  })
  .partial()

export const announcements = {
  list: apiOperation({
    id: 'announcements.list',
    method: 'GET',
    path: '/announcements',
    summary: 'Announcements, by id',
    permission: 'support.read',
    query: z.strictObject({ published: flagText.optional(), ...pageQuery }),
    response: page(record).meta({ id: 'AnnouncementPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'announcements.get',
    method: 'GET',
    path: '/announcements/{id}',
    summary: 'One announcement',
    permission: 'support.read',
    params: idPath,
    response: record,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'announcements.create',
    method: 'POST',
    path: '/announcements',
    summary: 'Makes a announcement',
    permission: 'support.write',
    body: form.required({ title: true, text: true }),
    response: record,
    errors: ['not_found', 'refused'],
  }),
  update: apiOperation({
    id: 'announcements.update',
    method: 'PATCH',
    path: '/announcements/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'support.write',
    params: idPath,
    body: form,
    response: record,
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'announcements.delete',
    method: 'DELETE',
    path: '/announcements/{id}',
    summary: 'Deletes a announcement for good',
    permission: 'support.write',
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
