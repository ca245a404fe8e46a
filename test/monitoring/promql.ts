import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import type { Samples } from '../support/filled-metrics.ts'

/**
 * The part of PromQL that our alert rules use, read by Prometheus' own grammar and evaluated here, because its own program is not
 * where these tests run: selectors, numbers, sum and max, arithmetic, comparisons, `or`, `absent`, and `increase` as the difference of
 * two scrapes. Anything else throws.
 */
type Series = { readonly labels: ReadonlyMap<string, string>; readonly value: number }
type Value = number | readonly Series[]

/** What was scraped, earlier and now. Both are of one instance. */
export type Scrapes = { readonly before: Samples; readonly now: Samples }

/** Metrics with the labels that an expression asks of them, in matchers and groups. */
export function namesIn(expression: string): { metrics: string[]; labels: string[] } {
  const metrics: string[] = []
  const labels: string[] = []
  rootOf(expression)
    .cursor()
    .iterate(({ name, node }) => {
      const text = expression.slice(node.from, node.to)
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') metrics.push(text)
      if (name === 'LabelName') labels.push(text)
    })
  return { metrics, labels }
}

/** What an alert of this expression would fire for; empty when it does not. */
export function evaluate(expression: string, scrapes: Scrapes): readonly Series[] {
  const value = resultOf(rootOf(expression).firstChild!)
  if (typeof value === 'number') throw new Error(`${expression} is a number and fires always`)
  return value

  function resultOf(node: SyntaxNode): Value {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return Number(textOf(node))
      case 'ParenExpr':
        return resultOf(node.firstChild!)
      case 'VectorSelector':
        return select(node, scrapes.now)
      case 'AggregateExpr':
        return aggregate(node)
      case 'FunctionCall':
        return call(node)
      case 'BinaryExpr':
        return combine(node)
      default:
        throw new Error(`${node.name} is not evaluated here: ${textOf(node)}`)
    }
  }

  function select(node: SyntaxNode, samples: Samples): Series[] {
    const name = textOf(node.getChild('Identifier')!)
    const matchers = (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map(matcherOf)
    return [...samples]
      .filter(([sample]) => sample === name || sample.startsWith(`${name}{`))
      .map(([sample, value]) => ({ labels: labelsOf(sample), value }))
      .filter(({ labels }) => matchers.every((matches) => matches(labels)))
  }

  function matcherOf(node: SyntaxNode): (labels: Series['labels']) => boolean {
    const [label, operator, literal] = [node.firstChild!, node.getChild('MatchOp')!, node.getChild('StringLiteral')!]
    const wanted = textOf(literal).slice(1, -1)
    const has = (labels: Series['labels']) => labels.get(textOf(label)) ?? ''
    if (textOf(operator) === '=') return (labels) => has(labels) === wanted
    if (textOf(operator) === '=~') return (labels) => wanted.split('|').some((one) => isLike(has(labels), one))
    throw new Error(`${textOf(operator)} is not evaluated here`)
  }

  function aggregate(node: SyntaxNode): Series[] {
    const operator = textOf(node.getChild('AggregateOp')!)
    const by =
      node.getChild('AggregateModifier')?.getChild('GroupingLabels')?.getChildren('LabelName').map(textOf) ?? []
    const groups = Map.groupBy(seriesOf(node.getChild('FunctionCallBody')!.firstChild!), ({ labels }) =>
      JSON.stringify(by.map((label) => labels.get(label) ?? '')),
    )
    return [...groups].map(([key, series]) => {
      const values = series.map(({ value }) => value)
      const labels = new Map(by.map((label, index) => [label, JSON.parse(key)[index] as string]))
      if (operator === 'sum') return { labels, value: values.reduce((sum, one) => sum + one, 0) }
      if (operator === 'max') return { labels, value: Math.max(...values) }
      throw new Error(`${operator} is not evaluated here`)
    })
  }

  function call(node: SyntaxNode): Series[] {
    const name = textOf(node.getChild('FunctionIdentifier')!)
    const argument = node.getChild('FunctionCallBody')!.firstChild!
    if (name === 'absent') return seriesOf(argument).length > 0 ? [] : [{ labels: new Map(), value: 1 }]
    if (name !== 'increase') throw new Error(`${name} is not evaluated here`)
    const selector = argument.getChild('VectorSelector')!
    const before = new Map(select(selector, scrapes.before).map(({ labels, value }) => [keyOf(labels), value]))
    return select(selector, scrapes.now).map(({ labels, value }) => ({
      labels,
      value: value - (before.get(keyOf(labels)) ?? 0),
    }))
  }

  function combine(node: SyntaxNode): Value {
    const [left, right] = [node.firstChild!, node.lastChild!]
    const operator = textOf(left.nextSibling!)
    if (operator === 'or') return [...seriesOf(left), ...seriesOf(right)]
    const [one, other] = [seriesOf(left), resultOf(right)]
    const otherOf = (labels: Series['labels']) =>
      typeof other === 'number' ? other : other.find((series) => keyOf(series.labels) === keyOf(labels))?.value
    return one.flatMap(({ labels, value }) => {
      const against = otherOf(labels)
      if (against === undefined) return []
      if (operator === '/') return [{ labels, value: value / against }]
      return COMPARISONS[operator]!(value, against) ? [{ labels, value }] : []
    })
  }

  function seriesOf(node: SyntaxNode): readonly Series[] {
    const value = resultOf(node)
    if (typeof value === 'number') throw new Error(`${textOf(node)} is a number`)
    return value
  }

  function textOf({ from, to }: Pick<SyntaxNode, 'from' | 'to'>): string {
    return expression.slice(from, to)
  }
}

const COMPARISONS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '==': (a, b) => a === b,
}

function rootOf(expression: string): SyntaxNode {
  const { topNode } = parser.parse(expression)
  topNode.cursor().iterate(({ type, from }) => {
    if (type.isError) throw new Error(`${expression} is no PromQL, at ${from}`)
  })
  return topNode
}

/** A pattern in which a dot is any letter. */
const isLike = (text: string, pattern: string): boolean =>
  text.length === pattern.length && [...pattern].every((letter, index) => letter === '.' || letter === text[index])

const labelsOf = (sample: string): Map<string, string> =>
  new Map([...sample.matchAll(/(\w+)="([^"]*)"/g)].map(([, label, value]) => [label!, value!]))

const keyOf = (labels: Series['labels']): string => JSON.stringify([...labels].sort())
