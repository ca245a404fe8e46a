import { expect, test } from 'vitest'
import { makeProgress } from './progress.ts'

function screen(facts: { isTTY?: boolean; columns?: number } = {}) {
  let text = ''
  const write = (more: string | Uint8Array) => {
    text += String(more)
    return true
  }
  const stream = { ...facts, write }
  return { stream, text: () => text }
}

test('in a pipe there is a line for each change, and nothing for programs', () => {
  const { stream, text } = screen()
  const progress = makeProgress({}, stream)
  for (const said of ['1 done', '1 done', '2 done\u001b[2J']) progress.at(said, 0.5)
  progress.end()
  expect(text()).toBe('1 done\n2 done [2J\n')
  const silent = screen({ isTTY: true })
  makeProgress({ json: true }, silent.stream).at('1 done')
  expect(silent.text()).toBe('')
})

test('on a terminal it stays on its line, and gives the cursor back', () => {
  const { stream, text } = screen({ isTTY: true, columns: 20 })
  const before = process.listenerCount('SIGINT')
  const progress = makeProgress({}, stream)
  progress.at('half of it', 0.5)
  progress.at('something longer than the screen')
  expect(text()).toBe('\u001b[?25l\r\u001b[2K[##########........\r\u001b[2Ksomething longer th')
  expect(process.listenerCount('SIGINT')).toBe(before + 1)
  progress.end()
  progress.end()
  expect(text().endsWith('\r\u001b[2K\u001b[?25h')).toBe(true)
  expect(text().split('\u001b[?25h')).toHaveLength(2)
  expect(process.listenerCount('SIGINT')).toBe(before)
})
