/** What one member of a query or a body is on the command line. */
export type ApiFlag = {
  readonly flag: string
  readonly member: string
  readonly kind: 'text' | 'number' | 'boolean' | 'date' | 'instant' | 'amount' | 'list' | 'numbers' | 'json' | 'secret'
  /** Of the query; else of the body. */
  readonly query?: boolean
  readonly about?: string
  readonly required?: boolean
  readonly nullable?: boolean
  readonly choices?: readonly string[]
}

/** One operation of `/api/v1` as a command. */
export type ApiCommand = {
  readonly id: string
  readonly words: readonly string[]
  readonly method: string
  /** With `{name}` for each argument. */
  readonly path: string
  readonly about: string
  readonly flags: readonly ApiFlag[]
  readonly body?: boolean
  /** Of a list: what its table shows. */
  readonly columns?: readonly string[]
  /** Goes on with a cursor. */
  readonly paged?: boolean
  /** Takes the version that was read. */
  readonly versioned?: boolean
  readonly uploads?: boolean
  readonly downloads?: boolean
}

/** Of every list that goes on with a cursor. */
export const PAGING: readonly ApiFlag[] = [
  {
    flag: 'query',
    member: 'q',
    kind: 'text',
    query: true,
    about: 'The filters in one text: status:Active since:2h "a text"',
  },
  { flag: 'fields', member: 'fields', kind: 'text', query: true, about: 'Only these fields, as a comma list' },
  { flag: 'limit', member: 'limit', kind: 'number', query: true, about: 'How many at most; 50 where it is left out' },
  { flag: 'offset', member: 'offset', kind: 'number', query: true, about: 'How many to pass over' },
  { flag: 'cursor', member: 'cursor', kind: 'text', query: true, about: 'The nextCursor of the page before' },
]

type Written = Omit<ApiCommand, 'flags'> & { readonly flags: readonly (Omit<ApiFlag, 'flag'> & { flag?: string })[] }

/** The commands of one noun, as `npm run generate` wrote them: they are many, so they come when they are asked for. */
export async function commandsOf(noun: string): Promise<readonly ApiCommand[]> {
  const { default: table } = await import('./table.json', { with: { type: 'json' } })
  return ((table as unknown as Readonly<Record<string, readonly Written[]>>)[noun] ?? []).map(
    ({ flags, ...command }) => ({
      ...command,
      flags: [
        ...flags.map((flag) => ({ ...flag, flag: flag.flag ?? kebab(flag.member) })),
        ...(command.paged ? PAGING : []),
      ],
    }),
  )
}

/** The names of the arguments of a path, in their order. */
export const argumentsOf = (path: string): string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)

/** `first-name` of `firstName`. */
export const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/[._]/g, '-')
