import type { ReactNode } from 'react'

export type Column = {
  readonly word: string
  readonly isNumber?: boolean
  /** Left out on a phone, with its cells: rows need not say so. */
  readonly isWide?: boolean
  /** Left out on a tablet too. */
  readonly isWidest?: boolean
  /** Its cells say themselves what they are; the word is for who hears the table. */
  readonly isQuiet?: boolean
}

/** The places of columns that drop out where there is little room, as `columns.css` reads them. */
const placesOf = (columns: readonly Column[], room: 'isWide' | 'isWidest'): string =>
  columns.flatMap((column, at) => (column[room] ? [at + 1] : [])).join(' ')

export const ListTable = ({ columns, children }: { columns: readonly Column[]; children: ReactNode }) => (
  <table className="list" data-phone={placesOf(columns, 'isWide')} data-tablet={placesOf(columns, 'isWidest')}>
    <thead>
      <tr>
        {columns.map(({ word, isNumber, isQuiet }) => (
          <th key={word} scope="col" className={isNumber ? 'n' : undefined}>
            {isQuiet ? <span className="skip">{word}</span> : word}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)
