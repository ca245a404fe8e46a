import type { Clock } from '../../base/clock.ts'

const REFERENCE = /^[0-9a-f]{8}_\d{1,15}\.\d{1,12}\.\d{1,15}$/

/** Whether the text could be one of ours: the database need not be asked for others. */
export const isReference = (text: string): boolean => REFERENCE.test(text)

type Parts = {
  /** Eight hex digits. */
  node: string
  /** A number that no process was given before, out of the database. */
  nextBoot: () => Promise<number>
  clock: Clock
}

/**
 * Names for starts: `<node>_<boot>.<boot second>.<counter>`. The boot number alone makes them new: each process takes
 * one from the database before its first start, and none is given twice, whatever the clocks of the nodes do.
 */
export function makeReferences({ node, nextBoot, clock }: Parts) {
  let booting: Promise<string> | undefined
  let counter = 0

  async function boot(): Promise<string> {
    const number = await nextBoot()
    return `${node}_${number}.${Math.max(0, Math.floor(clock.now() / 1000))}.`
  }

  return {
    /** References made between two awaits follow each other. */
    async open(): Promise<() => string> {
      booting ??= boot().catch((fault) => {
        booting = undefined
        throw fault
      })
      const prefix = await booting
      return () => `${prefix}${++counter}`
    },
  }
}
