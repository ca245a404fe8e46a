import { keyedDigest, sameSecret } from '../base/secrets/secrets.ts'
import type { Link } from './chain.ts'

/**
 * A place of the chain to be kept where whoever alters the log cannot reach: `provisor-anchor-1.<position>.<hash>.<seal>`.
 * The seal tells that this installation gave it, also when its row has been pruned.
 */
export const anchorText = (key: Buffer, { position, hash }: Link): string =>
  `provisor-anchor-1.${position}.${hash}.${sealOf(key, position, hash)}`

/** Undefined for what is no anchor of this installation. */
export function parseAnchor(key: Buffer, text: string): Link | undefined {
  const [, digits = '', hash = '', seal = ''] =
    /^provisor-anchor-1\.(\d{1,15})\.([0-9a-f]{64})\.([\w-]{43})$/.exec(text.trim()) ?? []
  const position = Number(digits)
  return seal !== '' && sameSecret(seal, sealOf(key, position, hash)) ? { position, hash } : undefined
}

const sealOf = (key: Buffer, position: number, hash: string): string =>
  keyedDigest(key, 'anchor of the chain', String(position), hash)
