import { parseSync, Visitor } from 'rolldown/utils'

/** A regular expression as it stands in the source, or a place that makes one while the program runs. */
export type Found = { file: string; line: number } & (
  | { literal: { pattern: string; flags: string } }
  | { made: string }
)

/** Methods that make a regular expression of a text. */
const COMPILING = new Set(['match', 'matchAll', 'search'])

/** All regular expressions of a source file, found by a parser: in comments, texts and types there are none. */
export function findRegexes(file: string, text: string): Found[] {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]!.message}`)
  const found: Found[] = []
  const types = new Set<unknown>()
  const add = (at: number, what: { literal: { pattern: string; flags: string } } | { made: string }) =>
    found.push({ file, line: text.slice(0, at).split('\n').length, ...what })
  new Visitor({
    Literal(node) {
      if ('regex' in node) add(node.start, { literal: node.regex })
    },
    TSTypeReference: (node) => types.add(node.typeName),
    Identifier(node) {
      if (node.name === 'RegExp' && !types.has(node)) add(node.start, { made: 'RegExp' })
    },
    CallExpression({ callee, arguments: [first], start }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
      const isText = first?.type === 'TemplateLiteral' || (first?.type === 'Literal' && typeof first.value === 'string')
      if (isText && COMPILING.has(callee.property.name)) add(start, { made: `.${callee.property.name}(` })
    },
  }).visit(program)
  return found
}
