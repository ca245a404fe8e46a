import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, instant, text } from '../values.ts'
import { factor } from './me.ts'
import { answerStyle } from './style.ts'

const details = {
  email: text(254),
  firstName: text(100),
  lastName: text(100),
  roleId: id,
  legacyLogin: z
    .boolean()
    .meta({ description: 'Whether the MD5 of the password is taken for a sign-in on the older faces' }),
  ...answerStyle,
  notes: text(10_000),
  signature: text(10_000),
}

const member = z
  .object({
    id,
    uuid: z.string(),
    username: z.string(),
    ...details,
    active: z.boolean(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'StaffMember' })

const password = text(1024).meta({
  description: 'At least 12 characters, none of those that everybody guesses first; never told again',
})
const permission = 'access.write'
const changeable = z.strictObject(details).partial()

export const staff = {
  list: apiOperation({
    id: 'staff.list',
    method: 'GET',
    path: '/staff',
    summary: 'The members of staff, by user name; those who are disabled too',
    permission: 'access.read',
    response: z.object({ items: z.array(member) }).meta({ id: 'Staff' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'staff.create',
    method: 'POST',
    path: '/staff',
    summary: 'Creates a member of staff; without a password only credentials act for them',
    permission,
    body: changeable.extend({ username: text(64), roleId: id, password: password.optional() }),
    response: member,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'staff.update',
    method: 'PATCH',
    path: '/staff/{id}',
    summary: 'Changes a member of staff; what is left out stays',
    permission,
    params: idPath,
    body: changeable,
    response: member,
    errors: ['not_found'],
  }),
  setPassword: apiOperation({
    id: 'staff.setPassword',
    method: 'PUT',
    path: '/staff/{id}/password',
    summary: 'Gives a member of staff another password',
    permission,
    params: idPath,
    body: z.strictObject({ password }),
    response: z.object({ id }).meta({ id: 'StaffPassword' }),
    errors: ['not_found'],
  }),
  secondFactors: apiOperation({
    id: 'staff.secondFactors',
    method: 'GET',
    path: '/staff/second-factors',
    summary: 'Who has something set up beside the password; who is not in the list has nothing',
    permission: 'access.read',
    response: z
      .object({ items: z.array(z.object({ staffId: id, factors: z.array(factor) })) })
      .meta({ id: 'StaffSecondFactors' }),
    errors: [],
  }),
  resetSecondFactors: apiOperation({
    id: 'staff.resetSecondFactors',
    method: 'POST',
    path: '/staff/{id}/reset-second-factors',
    summary: 'For a member who lost them: takes all second factors away, and ends every session',
    permission,
    params: idPath,
    body: z.strictObject({}),
    response: done,
    errors: ['not_found'],
  }),
  disable: apiOperation({
    id: 'staff.disable',
    method: 'POST',
    path: '/staff/{id}/disable',
    summary: 'From here on neither the member nor their credentials are let in',
    permission,
    params: idPath,
    body: z.strictObject({}),
    response: member,
    errors: ['not_found'],
  }),
  enable: apiOperation({
    id: 'staff.enable',
    method: 'POST',
    path: '/staff/{id}/enable',
    summary: 'Lets a member of staff in again',
    permission,
    params: idPath,
    body: z.strictObject({}),
    response: member,
    errors: ['not_found'],
  }),
}
