import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { envName, type SettingName } from '../../src/config.ts'
import { SETTINGS } from '../../src/settings.ts'

const root = fileURLToPath(new URL('../../packaging/', import.meta.url))
const read = (path: string) => readFileSync(root + path, 'utf8')
const NAMES = new Set((Object.keys(SETTINGS) as SettingName[]).map(envName))

type Service = {
  image: string
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  ports?: string[]
  environment?: Record<string, string>
}
const servicesOf = (path: string) =>
  (parse(read(path), { merge: true }) as { services: Record<string, Service> }).services
const COMPOSED = ['container/compose.yaml', 'container/compose.postgres.yaml']

test.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)(
  'the unit opens little of the machine: at most 2.0 by systemd',
  () => {
    const unit = `${root}systemd/provisor.service`
    const { stdout } = spawnSync('systemd-analyze', ['security', '--offline=yes', unit], { encoding: 'utf8' })
    const [, exposure] = /exposure level for provisor\.service: ([\d.]+)/.exec(stdout) ?? []
    expect(Number(exposure)).toBeLessThanOrEqual(2)
  },
)

test('every setting that a unit, an image or a compose file names is one', () => {
  const texts = [
    'systemd/provisor.service',
    'debian/provisor.env',
    'debian/provisor.sh',
    'container/Dockerfile',
    ...COMPOSED,
  ]
  for (const path of texts)
    for (const [name] of read(path).matchAll(/\bPROVISOR_(?!ADDRESS\b)[A-Z_]+/g)) expect(NAMES, path).toContain(name)
})

test('an image runs as a user who may not write it, and says whether it is well', () => {
  const stages = read('container/Dockerfile')
    .split(/^FROM /m)
    .slice(1)
  expect(stages.map((stage) => stage.split(/\s/, 1)[0])).toEqual(['node:24-bookworm-slim', 'node:24-bookworm-slim'])
  const last = stages.at(-1)!.split('\n')
  const at = (word: string) => last.findIndex((line) => line.startsWith(word))
  expect(at('USER node')).toBeGreaterThan(at('RUN'))
  expect(at('HEALTHCHECK')).toBeGreaterThan(0)
  expect(at('ENTRYPOINT ["node"')).toBeGreaterThan(0)
})

test.each(COMPOSED)(
  '%s starts servers that can change nothing but their data, and opens nothing to the world',
  (path) => {
    const ours = Object.values(servicesOf(path)).filter(({ image }) => image === 'provisor')
    expect(ours.length).toBeGreaterThan(0)
    for (const service of ours) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
      for (const port of service.ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/)
    }
  },
)
