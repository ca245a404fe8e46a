import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { FACE_NAMES, LISTED_FACES } from '../../access/faces.ts'
import { requireRange } from '../../base/checks.ts'
import { Refusal } from '../../base/refusal.ts'
import { section } from '../section.ts'

/** An address or network in the one form in which it is stored. */
const range = z.string().transform((text, context) => {
  try {
    return requireRange(text)
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    context.addIssue({ code: 'custom', message: failure.message })
    return z.NEVER
  }
})

/** In the order of the faces, each once, as they are stored. */
const faceNames = z
  .array(z.enum(FACE_NAMES))
  .min(1)
  .transform((names) => FACE_NAMES.filter((face) => names.includes(face)))

/** From where the faces listen at all; a face that none names listens to anybody. */
export const allowedAddresses = section({
  name: 'allowedAddresses',
  item: z.preprocess(
    (given) => (typeof given === 'string' ? { address: given } : given),
    z.strictObject({ address: range, note: z.string().trim().optional(), faces: faceNames.optional() }),
  ),
  keyOf: ({ address }) => address,
  defaults: { note: '', faces: [...LISTED_FACES] },
  async open({ domain: { access } }) {
    const present = await access.allowedAddresses.list(SYSTEM)
    return {
      present: present.map(({ id, cidr, note, faces }) => ({ id, item: { address: cidr, note, faces: [...faces] } })),
      add: ({ address, ...details }) => access.allowedAddresses.create(SYSTEM, address, details),
      change: (id, differing) => access.allowedAddresses.update(SYSTEM, id, differing),
    }
  },
})
