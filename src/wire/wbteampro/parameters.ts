import { flagOf, parameter, scalar } from '../codec/parameter.ts'
import { idFrom } from './column.ts'

/** Arguments of methods that are no columns. */
export const flag = (about: string) =>
  parameter('flag', about, (raw, name): boolean => flagOf(scalar(raw, name, 'a flag') ?? '', name))

export const text = (about: string, aliases: readonly string[] = []) =>
  parameter('str', about, (raw, name) => scalar(raw, name, 'a text')?.trim() || undefined, { aliases })

/** Null where it is 0, empty or not sent. */
export const reference = (about: string) =>
  parameter('int', about, (raw, name): number | null => idFrom(scalar(raw, name, 'a number') ?? '', name))
