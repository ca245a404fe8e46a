import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { text } from 'node:stream/consumers'

/**
 * What all processes of a run share, and what is started when the first of them asks: a socket that answers with the address
 * of it and ends. Closes nothing but itself.
 */
export async function openDoor(path: string, start: () => Promise<string>): Promise<{ close(): void }> {
  const door = createServer(async (visitor) => {
    // A failure goes to whoever asked: runs that do not need it do not care.
    visitor.end(await start().catch((error: Error) => `failed: ${error.message}`))
  })
  door.listen(path)
  await once(door, 'listening')
  return { close: () => void door.close() }
}

export async function askAtDoor(path: string): Promise<string> {
  const answer = await text(connect(path))
  if (answer.startsWith('failed: ')) throw new Error(answer.slice('failed: '.length))
  return answer
}
