import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'

export const attentionList = localOperation(z.object({}), async ({ domain }) => {
  const { items, counts } = await domain.attention.list(SYSTEM)
  return {
    items: items.map(({ since, last, ...item }) => ({ ...item, since: isoText(since), last: isoText(last) })),
    counts,
  }
})
