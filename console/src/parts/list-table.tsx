import type { ReactNode } from 'react'

export type Column = {
  readonly word: string
  readonly isNumber?: boolean
  /** Left out on a phone: its cells are `ph0` too. */
  readonly isWide?: boolean
  /** Its cells say themselves what they are; the word is for who hears the table. */
  readonly isQuiet?: boolean
}

export const ListTable = ({ columns, children }: { columns: readonly Column[]; children: ReactNode }) => (
  <table className="list">
    <thead>
      <tr>
        {columns.map(({ word, isNumber, isWide, isQuiet }) => (
          <th key={word} scope="col" className={[isNumber && 'n', isWide && 'ph0'].filter(Boolean).join(' ')}>
            {isQuiet ? <span className="skip">{word}</span> : word}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)
