import { type CalendarDate, parseDate } from '../../base/calendar.ts'
import { type Minor, parseMoney } from '../../base/money.ts'
import { Invalid } from '../../base/refusal.ts'
import { MalformedRequest } from '../codec/malformed.ts'
import { flagOf, type Options, parameter, scalar } from '../codec/parameter.ts'
import type { Param, ParamMap } from '../codec/php-value.ts'
import { valuesOf } from '../codec/php-value.ts'
import { decodeSerialised } from './codec/serialised.ts'

export { decodeParameters, type Parameter, type Parameters, required, type Values } from '../codec/parameter.ts'

/** Text as sent; undefined when not sent. Empty is a value. */
export const text = (about: string, options?: Options) =>
  parameter('string', about, (raw, name) => scalar(raw, name, 'a text'), options)

/** A text filter: empty means no filter. */
export const textFilter = (about: string, options?: Options) =>
  parameter('string', about, (raw, name) => scalar(raw, name, 'a text') || undefined, options)

/** An id filter: empty means no filter; `0` or `abc` is the id of nothing, so it finds nothing rather than everything. */
export const idFilter = (about: string, options?: Options) =>
  parameter('int', about, (raw, name) => idOf(scalar(raw, name, 'an id')), options)

/** The same where rows print 0 for having none: `0` is null and finds them. What is no id still finds nothing. */
export const idOrNoneFilter = (about: string, options?: Options) =>
  parameter(
    'int',
    `${about}; 0 for those without`,
    (raw, name): number | null | undefined => {
      const sent = scalar(raw, name, 'an id')
      return sent !== undefined && /^\s*0{1,15}\s*$/.test(sent) ? null : idOf(sent)
    },
    options,
  )

/** A comma list of ids, or a bracket list. What is no id is passed over; a list without one valid id finds nothing. */
export const idsFilter = (about: string, options?: Options) =>
  parameter(
    'int or comma list',
    about,
    (raw): number[] | undefined => {
      // A list inside the list is no id either; dropping it unseen could leave an empty filter, which finds everything.
      if (raw === undefined || (typeof raw === 'string' && raw.trim() === '')) return undefined
      const texts = valuesOf(raw).flatMap((value) => (typeof value === 'string' ? value.split(',') : ['[]']))
      return [...new Set(texts.map((item) => idOf(item) ?? 0).filter((id) => id > 0))]
    },
    options,
  )

function idOf(value: string | undefined): number | undefined {
  const trimmed = value?.trim()
  if (!trimmed) return undefined
  return /^\d{1,15}$/.test(trimmed) ? Number(trimmed) : 0
}

/** The id of the record to act on: 0 when it is missing or no number, which no record has. */
export const id = (about: string, options?: Options) =>
  parameter('int', about, (raw, name) => idOf(scalar(raw, name, 'an id')) ?? 0, options)

/** A whole number; empty and not sent are undefined. */
export const integer = (about: string, options?: Options) =>
  parameter(
    'int',
    about,
    (raw, name) => {
      const value = scalar(raw, name, 'a whole number')?.trim()
      if (!value) return undefined
      if (!/^-?\d{1,15}$/.test(value)) throw new Invalid(name, 'a whole number', value)
      return Number(value)
    },
    options,
  )

/** `limitstart`, `limitnum`: any whole number from 0; scripts send 99999 to mean all. */
export const count = (fallback: number, about: string) =>
  parameter('int', `${about} (default: ${fallback})`, (raw, name) => {
    const value = scalar(raw, name, 'a whole number, 0 or more')?.trim()
    if (!value) return fallback
    if (!/^\d+$/.test(value)) throw new Invalid(name, 'a whole number, 0 or more', value)
    // Scripts send any number of nines: beyond what counts exactly there are no rows to tell apart.
    return Math.min(Number(value), Number.MAX_SAFE_INTEGER)
  })

/** 1, true, on, yes and 0, false, off, no, '' in any case; undefined when not sent. */
export const flag = (about: string, options?: Options) =>
  parameter('bool', about, (raw, name) => (raw === undefined ? undefined : flagOf(raw, name)), options)

/** An amount with a point, such as 12.95; empty and not sent are undefined. */
export const money = (about: string, options?: Options) =>
  parameter('float', about, (raw, name) => moneyOf(raw, name), options)

function moneyOf(raw: Param | undefined, name: string): Minor | undefined {
  const value = scalar(raw, name, 'an amount such as 12.95')?.trim()
  if (!value) return undefined
  const minor = parseMoney(value)
  if (minor === undefined) throw new Invalid(name, 'an amount such as 12.95', value)
  return minor
}

/** A calendar date: null for the wire's unset date `0000-00-00`, undefined when empty or not sent. */
export const date = (about: string, options?: Options) =>
  parameter(
    'string (Y-m-d)',
    about,
    (raw, name): CalendarDate | null | undefined => {
      const value = scalar(raw, name, 'a date as Y-m-d')?.trim()
      if (!value) return undefined
      if (value === '0000-00-00') return null
      const parsed = parseDate(value)
      if (!parsed) throw new Invalid(name, 'a date as Y-m-d', value)
      return parsed
    },
    options,
  )

/** One of a closed set of words, compared without case. */
export const oneOf = <T extends string>(words: readonly T[], about: string, options?: Options) =>
  parameter(
    `one of ${words.map((word) => JSON.stringify(word)).join(', ')}`,
    about,
    (raw, name): T | undefined => {
      const value = scalar(raw, name, `one of ${words.join(', ')}`)?.trim()
      if (value === undefined || value === '') return words.find((word) => word === value)
      const found = words.find((word) => word.toLowerCase() === value.toLowerCase())
      if (found === undefined) throw new Invalid(name, `one of ${words.join(', ')}`, value)
      return found
    },
    options,
  )

/** A bracket map, or base64 of a PHP-serialised or JSON map. */
export const map = (about: string, options?: Options) =>
  parameter(
    'map',
    about,
    (raw): ParamMap | undefined => (raw === undefined ? undefined : unwrapped(decodeSerialised(raw))),
    options,
  )

/** Some clients send the serialised map as the first of a list: nothing that maps name has the key 0. */
function unwrapped(sent: ParamMap): ParamMap {
  const first = sent.size === 1 ? sent.get('0') : undefined
  if (typeof first !== 'string' || first === '') return sent
  try {
    return decodeSerialised(first)
  } catch (failure) {
    if (failure instanceof MalformedRequest) return sent
    throw failure
  }
}

/** A bracket map as it is. Nothing else is one. */
export const brackets = (about: string, options?: Options) =>
  parameter(
    'array',
    about,
    (raw, name): ParamMap | undefined => {
      if (raw === undefined || raw === '') return undefined
      if (typeof raw === 'string') throw new Invalid(name, 'an array', raw)
      return raw
    },
    options,
  )

/** The raw parameter, for actions whose parameter has a shape of its own. */
export const raw = (kind: string, about: string, options?: Options) =>
  parameter(kind, about, (value): Param | undefined => value, options)
