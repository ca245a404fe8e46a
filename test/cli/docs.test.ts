import { execFile } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { freshFolder, plainEnvironment, program } from '../support/command.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What stands in the `console` blocks of a page: commands, each with what it prints. */
function transcriptOf(page: string): { command: string; output: string }[] {
  const blocks = [...page.matchAll(/^```console\n(.*?)^```$/gms)].map(([, block]) => block!)
  return blocks
    .flatMap((block) => block.split(/^\$ /m).slice(1))
    .map((entry) => {
      const end = entry.indexOf('\n')
      return { command: entry.slice(0, end), output: entry.slice(end + 1) }
    })
}

/** What differs from run to run, as one word each. */
const settled = (text: string): string =>
  text
    .replace(/\b[0-9A-Za-z]{32}\b/g, '<token>')
    .replace(/\b[0-9a-f]{8}_\d+\.\d{10}\.\d+\b/g, '<reference>')
    .replace(/\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? UTC/g, '<time>')
    .replace(/\/\S*\/provisor-data\b/g, '<folder>')
    .replace(/(?<=[Kk]ey )[0-9a-f]{8}\b/g, '<fingerprint>')
    .replace(/(Provisor|SQLite) \d+\.\d+\.\d+/g, '$1 <version>')
    .replace(/schema \d{4}_\w+/g, 'schema <name>')

test('the examples of docs/cli.md print what stands there', async () => {
  const transcript = transcriptOf(readFileSync(`${root}docs/cli.md`, 'utf8'))
  expect(transcript.length).toBeGreaterThan(15)
  const { folder, env } = await openFolder()
  copyFileSync(`${root}examples/setup.yaml`, `${folder}/setup.yaml`)
  for (const { command, output } of transcript)
    expect(`$ ${command}\n${settled(await shell(command, folder, env))}`).toBe(`$ ${command}\n${settled(output)}`)
})

test('the setup file of the README is applied as printed there', async () => {
  const [, block] = /## Use it for real\n\n```sh\n(.*?)```/s.exec(readFileSync(`${root}README.md`, 'utf8'))!
  const lines = block!.split('\n').filter((line) => /^(export|provisor apply) /.test(line))
  const { folder, env } = await openFolder()
  mkdirSync(`${folder}/examples`)
  copyFileSync(`${root}examples/setup.yaml`, `${folder}/examples/setup.yaml`)
  expect(await shell(lines.join('\n'), folder, env)).toMatch(/\n24 added, 0 changed, 0 as they were\n$/)
})

/** An empty folder in which one may say `provisor`. */
async function openFolder() {
  const folder = dirname(freshFolder())
  mkdirSync(`${folder}/bin`)
  writeFileSync(`${folder}/bin/provisor`, `#!/bin/sh\nexec '${process.execPath}' '${await program()}' "$@"\n`)
  chmodSync(`${folder}/bin/provisor`, 0o755)
  return { folder, env: { ...plainEnvironment(), PATH: `${folder}/bin:${process.env.PATH}` } }
}

/** Both outputs, as somebody at a terminal sees them. */
function shell(command: string, cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve) => {
    execFile('sh', ['-c', `{ ${command}\n} 2>&1`], { cwd, env }, (_failure, stdout) => resolve(stdout))
  })
}
