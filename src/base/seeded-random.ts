import { createHash } from 'node:crypto'

/** A number from 0 up to 1: always the same for the same parts, and without any likeness for others. */
export const seededRandom = (...parts: readonly (string | number)[]): number =>
  createHash('sha256').update(parts.join('\0')).digest().readUInt32BE() / 2 ** 32
