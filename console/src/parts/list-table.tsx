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

/** Which columns drop out where there is little room: their places, as classes that `list.css` knows. */
const droppedOf = (columns: readonly Column[]): string[] =>
  columns.flatMap(({ isWide, isWidest }, at) => (isWidest ? [`tablet-${at + 1}`] : isWide ? [`phone-${at + 1}`] : []))

export const ListTable = ({ columns, children }: { columns: readonly Column[]; children: ReactNode }) => (
  <table className={['list', ...droppedOf(columns)].join(' ')}>
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
