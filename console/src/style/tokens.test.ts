import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
/** By name: light, dark. */
const TOKENS = Object.fromEntries(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#\w{6}),\s*(#\w{6})\)/g)].map(([, name, light, dark]) => [
    name!,
    [light!, dark!],
  ]),
)

const GROUNDS = ['surface', 'ground', 'sunk', 'hover', 'selected', 'raised']
const TEXTS = ['text', 'text-2', 'text-3', 'accent', 'good', 'warn', 'bad']
const MARKS = ['control', 'good-mark', 'warn-mark', 'bad-mark', 'mark']
const SOFT = ['good', 'warn', 'bad', 'accent']

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

/** The pairs whose contrast is too low, of a list of what stands on what. */
const tooLow = (pairs: readonly (readonly [string, string])[], least: number): string[] =>
  pairs.flatMap(([front, ground]) =>
    (['light', 'dark'] as const).flatMap((theme, index) => {
      const ratio = contrast(TOKENS[front]![index]!, TOKENS[ground]![index]!)
      return ratio < least ? [`${front} on ${ground}, ${theme}: ${ratio.toFixed(2)}`] : []
    }),
  )

const on = (fronts: readonly string[]) => fronts.flatMap((front) => GROUNDS.map((ground) => [front, ground] as const))

test('texts are read on every ground, in both themes', () => {
  expect(Object.keys(TOKENS).length).toBeGreaterThanOrEqual(30)
  expect(tooLow(on(TEXTS), 4.5)).toEqual([])
  expect(
    tooLow(
      SOFT.map((name) => [name, `${name}-soft`] as const),
      4.5,
    ),
  ).toEqual([])
})

test('marks are seen on every ground, in both themes', () => {
  expect(tooLow(on(MARKS), 3)).toEqual([])
})
