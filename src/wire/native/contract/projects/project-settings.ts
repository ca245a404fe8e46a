import * as z from 'zod'
import { PROJECT_SETTINGS, type ProjectSettingName, type ProjectSettingValues } from '../../../../projects/setting.ts'
import { apiOperation } from '../operation.ts'
import { id, idText, text } from '../values.ts'

const rate = text(100).meta({ description: 'Per hour: `75` replaces the rate before it, `+10` and `-5%` change it' })

/** The shape of a setting; what it cannot hold is refused by the setting itself. */
function shapeOf(fallback: (typeof PROJECT_SETTINGS)[ProjectSettingName]['fallback']): z.ZodType {
  if (typeof fallback === 'boolean') return z.boolean()
  if (typeof fallback === 'number') return z.int()
  if (typeof fallback === 'string') return text(255)
  return Array.isArray(fallback) ? z.array(text(100)).max(200) : z.record(text(100), rate)
}

type Shapes = { [Name in ProjectSettingName]: z.ZodType<ProjectSettingValues[Name]> }

const shapes = Object.fromEntries(
  Object.entries(PROJECT_SETTINGS).map(([name, { fallback, about }]) => [
    name,
    shapeOf(fallback).meta({ description: about }),
  ]),
) as Shapes

const settings = z
  .object(shapes)
  .meta({ id: 'ProjectSettings', description: 'How projects, their actions and their time behave' })

export const projectSettings = {
  get: apiOperation({
    id: 'projectSettings.get',
    method: 'GET',
    path: '/project-settings',
    summary: 'All settings of projects, those that nobody set as they are then',
    permission: 'projects.read',
    response: settings,
    errors: [],
  }),
  update: apiOperation({
    id: 'projectSettings.update',
    method: 'PATCH',
    path: '/project-settings',
    summary: 'Changes the settings that are sent, all or none, and leaves the rest',
    permission: 'projects.all',
    body: z.strictObject(shapes).partial(),
    response: settings,
    errors: [],
  }),
}

const staffPath = z.strictObject({ staffId: idText })
const staffRate = z.object({ staffId: id, rate: z.string() }).meta({ id: 'StaffRate' })

export const staffRates = {
  list: apiOperation({
    id: 'staffRates.list',
    method: 'GET',
    path: '/staff-rates',
    summary: 'What members of staff make of the hourly rate, by their ids; who has none is not listed',
    permission: 'projects.read',
    response: z.object({ items: z.array(staffRate) }).meta({ id: 'StaffRates' }),
    errors: [],
  }),
  set: apiOperation({
    id: 'staffRates.set',
    method: 'PUT',
    path: '/staff-rates/{staffId}',
    summary: 'Says what a member of staff makes of the hourly rate',
    permission: 'projects.all',
    params: staffPath,
    body: z.strictObject({ rate: rate.min(1, { error: 'expected a rate such as 75, +10 or -5%' }) }),
    response: staffRate,
    errors: [],
  }),
  delete: apiOperation({
    id: 'staffRates.delete',
    method: 'DELETE',
    path: '/staff-rates/{staffId}',
    summary: 'From now on the member makes nothing else of the hourly rate',
    permission: 'projects.all',
    params: staffPath,
    response: z.object({ staffId: id }).meta({ id: 'StaffRateDeleted' }),
    errors: [],
  }),
}
