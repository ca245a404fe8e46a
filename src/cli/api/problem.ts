import { Refusal } from '../../base/refusal.ts'
import { oneLine } from '../output.ts'
import { type ApiCommand, kebab } from './table.ts'

/** What the API says of a request that it does not do. Its texts may be those of another machine. */
export type ToldProblem = {
  readonly code?: unknown
  readonly title?: unknown
  readonly detail?: unknown
  readonly hint?: unknown
  readonly errors?: unknown
}

type Named = Pick<ApiCommand, 'flags'>

/** A problem as this program tells it: each wrong member by the flag that brings it. */
export function refusalOf({ code, title, detail, hint, errors }: ToldProblem, command: Named): Refusal {
  const problems = Array.isArray(errors)
    ? errors.map((one: { path?: unknown; message?: unknown }) => lineOf(one, command))
    : []
  const message = problems.length > 0 ? textOf(title, 'The request is not valid') : textOf(detail, 'Refused')
  return new Refusal(
    textOf(code, 'refused'),
    problems.length === 1 ? problems[0]! : message,
    problems.length > 1 ? { problems } : {},
    typeof hint === 'string' ? { hint: oneLine(hint) } : {},
  )
}

const lineOf = ({ path, message }: { path?: unknown; message?: unknown }, command: Named): string =>
  `${placeOf(textOf(path, ''), command)}: ${textOf(message, 'wrong')}`

const textOf = (value: unknown, otherwise: string): string => (typeof value === 'string' ? oneLine(value) : otherwise)

/** `query.limit` is `--limit`, and `path.id` is `<id>`. */
function placeOf(path: string, { flags }: Named): string {
  const [, part, rest] = /^(path|query|body|header)\.(.+)$/.exec(path) ?? [undefined, 'body', path]
  if (part === 'path') return `<${kebab(rest!)}>`
  if (rest === 'if-match') return '--if-version'
  const known = flags.find(({ member, query = false }) => member === rest && (part === 'query') === query)
  if (!known) return rest!
  return known.kind === 'secret' ? `--${known.flag}-stdin` : `--${known.flag}`
}
