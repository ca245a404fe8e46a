import { expect, test } from 'vitest'
import { freeSlug, isSlug, slugOf } from './slug.ts'

test.each([
  ['Starter', 'starter'],
  ['  Web Hosting: Plus+ ', 'web-hosting-plus'],
  ['Größe Ökonomie', 'grosse-okonomie'],
  ['Café №1', 'cafe-no1'],
  ['Хостинг', 'item'],
  ['', 'item'],
])('%j is found at %j', (name, slug) => {
  expect(slugOf(name)).toBe(slug)
})

test('a taken slug gets the first number that is free', () => {
  expect(freeSlug('Starter', new Set())).toBe('starter')
  expect(freeSlug('Starter', new Set(['starter']))).toBe('starter-2')
  expect(freeSlug('Starter', new Set(['starter', 'starter-2', 'starter-4']))).toBe('starter-3')
})

test.each(['', '-a', 'a-', 'a--b', 'A', 'a b', 'ä', 'a/b', 'a'.repeat(101)])('%j is no slug', (text) => {
  expect(isSlug(text)).toBe(false)
})
