import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { Invalid } from '../../base/refusal.ts'
import { type Actor, authorize } from '../actor.ts'

const NONCE_BYTES = 12
const TAG_BYTES = 16
const LONGEST = 4096
/** Binds the texts to their purpose, so that nothing else that a key seals is one. */
const PURPOSE = Buffer.from('provisor password text')

/**
 * Texts that programs hand in to be encrypted and hand back to be read, under a key of their own: what it opens is what it
 * made, and nothing that this installation keeps sealed.
 */
export function makePasswordTexts(key: Buffer) {
  return {
    encrypt(actor: Actor, plain: string): string {
      authorize(actor, 'services.passwords')
      if (plain.length > LONGEST) throw new Invalid('password', `at most ${LONGEST} characters`)
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(PURPOSE)
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
        'base64',
      )
    },

    decrypt(actor: Actor, encrypted: string): string {
      authorize(actor, 'services.passwords')
      const body = Buffer.from(encrypted.length > 8 * LONGEST ? '' : encrypted, 'base64')
      if (body.length < NONCE_BYTES + TAG_BYTES) throw notOurs()
      const nonce = body.subarray(0, NONCE_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      decipher.setAAD(PURPOSE).setAuthTag(body.subarray(-TAG_BYTES))
      try {
        const plain = decipher.update(body.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([plain, decipher.final()]).toString('utf8')
      } catch {
        throw notOurs()
      }
    },
  }
}

const notOurs = () => new Invalid('password', 'a text that was encrypted here')
