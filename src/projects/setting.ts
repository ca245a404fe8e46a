import { Invalid } from '../base/refusal.ts'
import type { ProjectTx } from './parts.ts'
import type { ProjectSettingStore } from './store.ts'

/** What a setting holds. */
export type ProjectSettingValue = boolean | number | string | readonly string[] | Readonly<Record<string, string>>

type Kind<Value extends ProjectSettingValue> = {
  readonly fallback: Value
  readonly about: string
  /** Refuses what the setting cannot hold. */
  readonly check: (field: string, value: unknown) => Value
}

const flag = (fallback: boolean, about: string): Kind<boolean> => ({
  fallback,
  about,
  check: (field, value) => {
    if (typeof value !== 'boolean') throw new Invalid(field, 'true or false', value)
    return value
  },
})

const whole = (fallback: number, least: number, most: number, about: string): Kind<number> => ({
  fallback,
  about,
  check: (field, value) => {
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
      throw new Invalid(field, `a whole number from ${least} to ${most}`, value)
    return value as number
  },
})

const LONGEST_WORD = 100

const text = (fallback: string, about: string, pattern: RegExp = /^\P{Cc}{0,255}$/u, form = 'a line of text') => ({
  fallback,
  about,
  check: (field: string, value: unknown): string => {
    if (typeof value !== 'string' || !pattern.test(value)) throw new Invalid(field, form, value)
    return value
  },
})

const oneOf = <Word extends string>(words: readonly Word[], fallback: Word, about: string): Kind<Word> => ({
  fallback,
  about,
  check: (field, value) => {
    if (!words.includes(value as Word)) throw new Invalid(field, words.join(' or '), value)
    return value as Word
  },
})

const isWord = (word: unknown): word is string =>
  typeof word === 'string' && word.trim() !== '' && word.length <= LONGEST_WORD && !/\p{Cc}/u.test(word)

const words = (fallback: readonly string[], about: string): Kind<readonly string[]> => ({
  fallback,
  about,
  check: (field, value) => {
    if (!Array.isArray(value) || value.length > 200 || !value.every(isWord))
      throw new Invalid(field, `up to 200 words of 1 to ${LONGEST_WORD} characters`, value)
    return [...new Set(value.map((word) => word.trim()))]
  },
})

/** An amount per hour, or an offset to what came before: `75`, `+10`, `-20`, `+15%`, `-5%`. */
export const RATE = /^(?:[+-]?\d{1,9}(?:\.\d{1,2})?|[+-]\d{1,4}(?:\.\d{1,2})?%)?$/

const rates = (about: string): Kind<Readonly<Record<string, string>>> => ({
  fallback: {},
  about,
  check: (field, value) => {
    const entries = typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
    if (typeof value !== 'object' || value === null || Array.isArray(value) || entries.length > 200)
      throw new Invalid(field, 'an object from names to rates', value)
    for (const [name, rate] of entries)
      if (!isWord(name) || typeof rate !== 'string' || !RATE.test(rate))
        throw new Invalid(field, 'rates such as 75, +10 or -5%', rate)
    return Object.fromEntries(entries) as Record<string, string>
  },
})

const DAY = 86_400
const MOST_SECONDS = 3650 * DAY

/** Everything that can be set, by the name it has in the config of the Remote API. */
export const PROJECT_SETTINGS = {
  api_active: flag(true, 'Whether the Remote API answers'),
  page_listing_limit: whole(50, 1, 500, 'Rows of a page where none are asked for'),
  thread_listing_limit: whole(50, 1, 500, 'Threads of a page where none are asked for'),
  timelog_ticketreply_autostop: flag(false, 'A reply to a ticket stops the time that its writer has running on it'),
  timelog_ticketreply_autostop_onstatus: words([], 'Only where the reply leaves one of these statuses; none: always'),

  'project.adjust_date': flag(true, "A project's dates are widened to those of its actions"),
  'project.project_type': words(['Internal', 'Product', 'Service'], 'The types of projects'),
  'project.project_status': words(
    ['Service', 'Under Review', 'Active', 'In Production', 'In Testing', 'Completed', 'Closed'],
    'The statuses of projects',
  ),
  'project.allow_assigned_any': flag(true, 'A project may be assigned to anybody'),

  'action.max_depth': whole(10, 1, 30, 'How many levels a tree of actions may have'),
  'action.adjust_date': flag(true, 'The dates of a parent are widened to those of what is below'),
  'action.date_start_offset': oneOf(
    ['today', 'tomorrow', 'parent', 'lastsibling'],
    'today',
    'When a new action starts: on that day, with its parent, or when its last sibling finishes',
  ),
  'action.default_duration': whole(3600, 0, MOST_SECONDS, 'Planned work of a new action, in seconds'),
  'action.finish_offset': whole(DAY, 0, MOST_SECONDS, 'From the start to the finish of a new action, in seconds'),
  'action.finish_conflict': whole(DAY, 0, MOST_SECONDS, 'The same, where the finish would be before the start'),
  'action.action_type': words(
    ['Planning', 'Research', 'Contact', 'Service', 'Development', 'Review'],
    'The types of actions',
  ),
  'action.action_status': words(['Closed', 'Active', 'Progress', 'Cancelled', 'Complete'], 'The statuses of actions'),
  'action.insert_position': oneOf(['first', 'last'], 'last', 'Where a new action goes among its siblings'),
  'action.allow_assigned_any': flag(true, 'An action may be assigned to anybody'),
  'action.status_oncomplete': text('Complete', 'The status that an action takes at 100 %; empty for none'),
  'action.default_recurdays': whole(365, 1, 3650, 'For how many days an action repeats where no end is given'),
  'action.expiring_days': whole(2, 0, 365, 'How many days before its finish an action is called expiring'),

  'timelog.autostop_timelog': flag(false, "Starting a watch stops the person's other ones"),
  'timelog.timelog_type': words(['Standard', 'In-House', 'Rush', 'Emergency'], 'The types of time logs'),
  'timelog.type_rates': rates('What a type makes of the hourly rate'),

  'billing.hourly_rate': text('0', 'The hourly rate, such as 75 or 75.50', /^\d{1,9}(?:\.\d{1,2})?$/, 'an amount'),
  'billing.round_elapsed': whole(
    0,
    -1440,
    1440,
    'Billed time is rounded up to so many minutes; negative: down; 0: not',
  ),
  'billing.default_billable_status': flag(true, 'Whether the time of a new project is billable'),
} as const

export type ProjectSettingName = keyof typeof PROJECT_SETTINGS
export type ProjectSettingValues = {
  readonly [Name in ProjectSettingName]: (typeof PROJECT_SETTINGS)[Name]['fallback']
}

export const isProjectSettingName = (name: string): name is ProjectSettingName => Object.hasOwn(PROJECT_SETTINGS, name)

const PROJECT_SETTING_NAMES = Object.keys(PROJECT_SETTINGS) as ProjectSettingName[]

/** With what was never set at its fallback. */
export function settingsWith(given: ReadonlyMap<string, string>): ProjectSettingValues {
  return Object.fromEntries(
    PROJECT_SETTING_NAMES.map((name) => {
      const value = given.get(name)
      return [name, value === undefined ? PROJECT_SETTINGS[name].fallback : JSON.parse(value)]
    }),
  ) as ProjectSettingValues
}

/** What was read in a transaction, for the verbs that work together in it and each ask. */
const readIn = new WeakMap<object, ProjectSettingValues>()

/** Within a transaction they are read once. */
export async function readSettings(
  from: { projectSettings: ProjectSettingStore } | ProjectTx,
): Promise<ProjectSettingValues> {
  const known = readIn.get(from)
  if (known) return known
  const settings = settingsWith(await from.projectSettings.all())
  if ('at' in from) readIn.set(from, settings)
  return settings
}

/** For the transaction that sets one: who asks afterwards reads anew. */
export async function writeSetting(tx: ProjectTx, name: ProjectSettingName, value: unknown): Promise<void> {
  await tx.projectSettings.set(name, JSON.stringify(value))
  readIn.delete(tx)
}

/** The same where a project keeps its dates, because only people set them. */
export const widening = (settings: ProjectSettingValues, widens = true): ProjectSettingValues =>
  widens ? settings : { ...settings, 'project.adjust_date': false }
