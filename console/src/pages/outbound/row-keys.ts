import { useKeys } from '../../app/keys.ts'

/** `j` and `k` go from one link of a row (`data-row`) to the next; `x` chooses the row they stand in. Enter opens it. */
export function useRowKeys(choose?: (row: string) => void): void {
  const links = () => [...document.querySelectorAll<HTMLElement>('a[data-row]')]
  const go = (by: number) => {
    const rows = links()
    rows[Math.min(rows.length - 1, Math.max(0, rows.indexOf(document.activeElement as HTMLElement) + by))]?.focus()
  }
  const current = () => {
    const { row } = (document.activeElement as HTMLElement | null)?.dataset ?? {}
    if (row !== undefined) choose?.(row)
  }
  useKeys({ j: () => go(1), k: () => go(-1), ...(choose && { x: current }) })
}
