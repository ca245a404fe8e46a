import type { DurationsNow } from '../../base/measuring/counts.ts'

/** Label values in the order of the family's labels, and the number. */
type Sample<Value> = readonly [labels: readonly (string | number)[], value: Value]

/** One name that `/metrics` tells, over what is known by then. Values of labels are words of ours or numbers of rows. */
export type Family<Now> = {
  readonly name: string
  readonly help: string
  readonly labels: readonly string[]
} & (
  | { readonly type: 'counter' | 'gauge'; of(now: Now): Iterable<Sample<number>> }
  | { readonly type: 'histogram'; of(now: Now): Iterable<Sample<DurationsNow>> }
)

/** In the text format of Prometheus, version 0.0.4. */
export function textOf<Now>(families: readonly Family<Now>[], now: Now): string {
  return families.map((family) => `${headOf(family)}${linesOf(family, now)}`).join('')
}

const headOf = <Now>({ name, help, type }: Family<Now>): string => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`

function linesOf<Now>(family: Family<Now>, now: Now): string {
  const { name, labels } = family
  let lines = ''
  const line = (suffix: string, values: readonly (string | number)[], value: number, le?: string) => {
    const pairs = labels.map((label, index) => `${label}="${values[index]}"`)
    if (le !== undefined) pairs.push(`le="${le}"`)
    lines += `${name}${suffix}${pairs.length > 0 ? `{${pairs.join()}}` : ''} ${value}\n`
  }
  if (family.type !== 'histogram') for (const [values, value] of family.of(now)) line('', values, value)
  else
    for (const [values, { bounds, within, count, sum }] of family.of(now)) {
      let fit = 0
      for (const [index, bound] of bounds.entries()) {
        fit += within[index]!
        line('_bucket', values, fit, String(bound))
      }
      line('_bucket', values, count, '+Inf')
      line('_sum', values, sum)
      line('_count', values, count)
    }
  return lines
}
