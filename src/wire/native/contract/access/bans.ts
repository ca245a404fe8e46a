import * as z from 'zod'
import { FACE_NAMES } from '../../../../access/faces.ts'
import { apiOperation } from '../operation.ts'
import { id, idPath, instant, moment, oneOf, text } from '../values.ts'

const face = z.enum(FACE_NAMES).meta({ id: 'Face' })

const ban = z
  .object({
    id,
    face,
    address: z.string().meta({ description: 'An address, or the `/64` of an IPv6 one' }),
    reason: z.string(),
    automatic: z.boolean().meta({ description: 'It came of wrong guesses' }),
    createdAt: instant,
    expiresAt: instant.nullable().meta({ description: 'Null: until it is lifted' }),
    liftedAt: instant.nullable(),
  })
  .meta({ id: 'Ban' })

const entry = z
  .object({ id, cidr: z.string(), note: z.string(), faces: z.array(face), createdAt: instant })
  .meta({ id: 'AllowedAddress' })

const permission = 'access.write'
const note = text(255)
const faces = z.array(face).min(1).max(100)

export const bans = {
  list: apiOperation({
    id: 'bans.list',
    method: 'GET',
    path: '/bans',
    summary: 'The bans in force, or all there ever were, newest first',
    permission: 'access.read',
    query: z.strictObject({ which: oneOf(['in-force', 'all']).default('in-force') }),
    response: z.object({ items: z.array(ban) }).meta({ id: 'Bans' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'bans.create',
    method: 'POST',
    path: '/bans',
    summary: 'Keeps an address away from one face',
    permission,
    body: z.strictObject({
      face,
      address: text(64),
      reason: text(255),
      expiresAt: moment.nullable().default(null),
    }),
    response: ban,
    errors: [],
  }),
  lift: apiOperation({
    id: 'bans.lift',
    method: 'POST',
    path: '/bans/{id}/lift',
    summary: 'Ends a ban, and forgets the wrong guesses that led to it',
    permission,
    params: idPath,
    body: z.strictObject({}),
    response: ban,
    errors: ['not_found'],
  }),
}

export const allowedAddresses = {
  list: apiOperation({
    id: 'allowedAddresses.list',
    method: 'GET',
    path: '/allowed-addresses',
    summary: 'From where each face listens; a face that no entry names listens to anybody',
    permission: 'access.read',
    response: z.object({ items: z.array(entry) }).meta({ id: 'AllowedAddresses' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'allowedAddresses.create',
    method: 'POST',
    path: '/allowed-addresses',
    summary: 'Puts an address, a CIDR range or `10.1.*.*` on the list',
    permission,
    body: z.strictObject({ range: text(64), note: note.optional(), faces: faces.optional() }),
    response: entry,
    errors: [],
  }),
  update: apiOperation({
    id: 'allowedAddresses.update',
    method: 'PATCH',
    path: '/allowed-addresses/{id}',
    summary: 'Changes the note or the faces of an entry; what is left out stays',
    permission,
    params: idPath,
    body: z.strictObject({ note: note.optional(), faces: faces.optional() }),
    response: entry,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'allowedAddresses.delete',
    method: 'DELETE',
    path: '/allowed-addresses/{id}',
    summary: 'Takes an entry off the list',
    permission,
    params: idPath,
    response: z.object({ id }).meta({ id: 'AllowedAddressDeleted' }),
    errors: ['not_found'],
  }),
}
