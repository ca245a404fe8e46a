import { WHM_TOKEN } from '../../src/fake-panels/whm/whm.ts'
import { domainOf, packageOf, usernameOf } from './flood.ts'
import { inFlight } from './rounds.ts'

const TRIES = 5
const AT_ONCE = 32

/**
 * What is often written first: call the panel, and call it again when that failed, five times in all. Answers how many
 * accounts it was told of, and how many creations it leaves to a person, each on its own.
 */
export async function naiveLoop(panelUrl: string, accounts: number): Promise<{ told: number; left: number }> {
  let told = 0
  let left = 0
  await inFlight(accounts, AT_ONCE, async (n) => {
    for (let tried = 1; tried <= TRIES; tried++) {
      if (await create(panelUrl, n).catch(() => false)) {
        told += 1
        return
      }
    }
    left += 1
  })
  return { told, left }
}

async function create(panelUrl: string, n: number): Promise<boolean> {
  const answer = await fetch(`${panelUrl}/json-api/createacct`, {
    method: 'POST',
    headers: { authorization: `whm root:${WHM_TOKEN}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      'api.version': '1',
      username: usernameOf(n),
      domain: domainOf(n),
      plan: packageOf(n),
      password: 'Secret-123456',
      contactemail: 'ada@example.com',
    }),
  })
  const { metadata } = (await answer.json()) as { metadata?: { result: number } }
  return answer.ok && metadata?.result === 1
}
