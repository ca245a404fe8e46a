/**
 * A noun as the drivers give its row: flags are 0 and 1, and the fields that are named stand as JSON. All else travels as
 * it is, under the names of the noun.
 */
export type Stored<Noun, Json extends keyof Noun = never> = {
  readonly [Field in keyof Noun]: Field extends Json
    ? string | Extract<Noun[Field], null>
    : Noun[Field] extends boolean
      ? 0 | 1
      : Noun[Field]
}

/** The row with these fields for what stood there. Nobody else has it, so it is completed in place and not copied. */
export const decoded = <Row extends object, Fields extends object>(
  row: Row,
  fields: Fields,
): Omit<Row, keyof Fields> & Fields => Object.assign(row, fields)

export const isOn = (flag: 0 | 1): boolean => flag === 1

/** What we wrote as this type. */
export const json = <T>(text: string): T => JSON.parse(text)

export const jsonOrNull = <T>(text: string | null): T | null => (text === null ? null : JSON.parse(text))
