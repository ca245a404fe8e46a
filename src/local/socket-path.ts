import { mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, isAbsolute, join } from 'node:path'

const SOCKET = 'provisor.sock'
/** Says where the socket is, when its path would be too long in the data folder. */
const ELSEWHERE = 'provisor.sock.path'
const FOLDER_ELSEWHERE = 'provisor-'
/** The shortest limit among the systems we know, without the NUL at its end. Linux would take four bytes more. */
const LONGEST_BYTES = 103

/** Where the server that owns this data folder listens for local commands, if there is one. */
export function socketPath(dataDir: string): string {
  return readElsewhere(dataDir) ?? join(dataDir, SOCKET)
}

/**
 * A free path for the socket of this data folder. What an earlier server left behind is removed, so call it only when
 * no other server listens there.
 */
export function claimSocketPath(dataDir: string): string {
  clearSocketPath(dataDir)
  const path = join(dataDir, SOCKET)
  if (Buffer.byteLength(path) <= LONGEST_BYTES) return path
  const elsewhere = join(mkdtempSync(join(tmpdir(), FOLDER_ELSEWHERE)), SOCKET)
  writeFileSync(join(dataDir, ELSEWHERE), `${elsewhere}\n`, { mode: 0o600 })
  return elsewhere
}

export function clearSocketPath(dataDir: string): void {
  rmSync(join(dataDir, SOCKET), { force: true })
  const elsewhere = readElsewhere(dataDir)
  if (elsewhere !== undefined) removeElsewhere(elsewhere)
  rmSync(join(dataDir, ELSEWHERE), { force: true })
}

function readElsewhere(dataDir: string): string | undefined {
  let text: string
  try {
    text = readFileSync(join(dataDir, ELSEWHERE), 'utf8').trim()
  } catch {
    return undefined // the usual case: the socket is in the data folder itself
  }
  return isAbsolute(text) ? text : undefined
}

/** Only what we could have made: the file is text that somebody may have edited. */
function removeElsewhere(path: string): void {
  const folder = dirname(path)
  if (basename(path) !== SOCKET || !basename(folder).startsWith(FOLDER_ELSEWHERE)) return
  rmSync(path, { force: true })
  try {
    rmdirSync(folder)
  } catch {
    // Gone already (the system empties its temporary folder), or it holds what is not ours.
  }
}
