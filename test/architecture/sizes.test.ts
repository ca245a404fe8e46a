import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sources } from './sources.ts'

const ROOT = join(import.meta.dirname, '../..')
const SRC = join(ROOT, 'src')
const MOST_LINES = 400
const MOST_FILES = 25

test(`no source file is longer than ${MOST_LINES} lines`, () => {
  const long = [...sources().keys()].filter((file) => linesOf(file) > MOST_LINES)
  expect(long.map((file) => `${file} is longer than ${MOST_LINES} lines: it has parts that want files.`)).toEqual([])
})

test(`no folder shows more than ${MOST_FILES} files beside tests and SQL`, () => {
  const folders = readdirSync(SRC, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.ts$|\.sql$/.test(entry.name))
    .map(({ parentPath }) => parentPath.slice(SRC.length))
  const full = [...Map.groupBy(folders, (folder) => folder)].filter(([, files]) => files.length > MOST_FILES)
  const advice = 'it has nouns that want folders of their own'
  expect(full.map(([folder, files]) => `src${folder} shows ${files.length} files: ${advice}.`)).toEqual([])
})

const linesOf = (file: string): number => readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length
