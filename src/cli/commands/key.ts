import { setTimeout as delay } from 'node:timers/promises'
import type { Command } from 'commander'
import type { Local, Result } from '../../local/connect.ts'
import { asLocal, withLocal } from '../local.ts'
import { NO_TABLE, show, table } from '../output.ts'
import { makeProgress, type Progress } from '../progress.ts'

/** Nodes look at their keys every ten seconds. */
const WAIT_MS = 25_000

export function addKey(program: Command): void {
  const key = program.command('key').description('The secret key, under which all secrets are sealed')

  asLocal(
    key.command('list').description('Say which secret key seals what, and which nodes hold which'),
    NO_TABLE,
  ).action(async (options) => {
    const listed = await withLocal(options, (local) => local.run('key.list', {}))
    show(options, listed, () => describe(listed))
  })

  asLocal(
    key
      .command('rotate')
      .description('Change the secret key: to the one given to every node beside the old one, or to a new one'),
    NO_TABLE,
  ).action(async (options) => {
    const progress = makeProgress(options)
    let status: Status
    try {
      status = await withLocal(options, (local) => rotate(local, progress))
    } finally {
      progress.end()
    }
    show(options, status, () => outcome(status))
  })
}

type Status = Result<'key.rotate'>

/** Running nodes carry a rotation on by themselves; without one, and to tell how far it is, this command does too. */
async function rotate(local: Local, progress: Progress): Promise<Status> {
  let status = await local.run('key.rotate', {})
  const giveUpAt = performance.now() + WAIT_MS
  while (status.rotation && status.rotation.state !== 'done') {
    const waiting = status.rotation.state === 'waiting'
    if (waiting && performance.now() > giveUpAt) break
    progress.at(progressText(status))
    if (waiting) await delay(1000)
    status = await local.run('key.carryOn', { forMs: 1000 })
  }
  return status
}

const progressText = ({ rotation, lacking }: Status): string =>
  rotation?.state === 'waiting'
    ? `Waiting for nodes that lack the key ${rotation.to}: ${lacking.join(', ')}`
    : `${rotation?.renewed} values sealed anew`

function outcome({ current, rotation, lacking }: Status): string {
  if (rotation?.state === 'waiting')
    return [
      `The key ${rotation.to} is waited with, because these nodes lack it: ${lacking.join(', ')}`,
      'Give it to them beside the old one (secret.key with two lines, or PROVISOR_SECRET_KEY=<new>,<old>): the rotation goes on by itself',
    ].join('\n')
  const damaged = rotation?.damaged
    ? `; ${rotation.damaged} are damaged, stay as they are and must be entered again`
    : ''
  return [
    `The key ${current} seals everything: ${rotation?.renewed} values were sealed anew${damaged}`,
    `Backups from before need the key ${rotation?.from}: where it stood in secret.key, it is beside it as secret.key.${rotation?.from}.old`,
  ].join('\n')
}

function describe({ current, rotation, lacking, nodes, sealed }: Result<'key.list'>): string {
  const lines = [`The key ${current} seals`]
  if (rotation && rotation.state !== 'done')
    lines.push(
      `Rotation from ${rotation.from} to ${rotation.to}: ${rotation.state}, ${rotation.renewed} values sealed anew`,
    )
  if (lacking.length > 0) lines.push(`Nodes that lack a key: ${lacking.join(', ')}`)
  lines.push(
    '',
    table(
      ['PLACE', 'KEY', 'VALUES'],
      sealed.map(({ place, key, values }) => [place, key, values]),
    ),
  )
  lines.push(
    '',
    table(
      ['NODE', 'VERSION', 'KEYS', 'SEALS WITH'],
      nodes.map(({ name, version, secretKeys, sealsWith }) => [name, version, secretKeys.join(', '), sealsWith]),
    ),
  )
  return lines.join('\n')
}
