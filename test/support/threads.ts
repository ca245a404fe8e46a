import { staff, type TicketWorld } from './ticket-world.ts'

export const ALL = { offset: 0, limit: 1000 }
const RIGHTS = ['support.*', 'projects.read', 'projects.write']
export const SAM = staff(1, 'Sam', RIGHTS)
export const KIM = staff(2, 'Kim', RIGHTS)

/** Project 1 is everybody's and has the actions 1 and, below it, 2. Project 2 is Sam's alone, its action 3 is Kim's. */
export async function openProjects(world: TicketWorld) {
  const { projects, actions, topics, projectFiles, ticketLinks, support } = world.app.provisor.domain
  await projects.create(SAM, { name: 'Open', clientId: 1 })
  await projects.create(SAM, { name: 'Closed', staffAccess: 'manager', managerId: 1 })
  await actions.create(SAM, { projectId: 1, name: 'Above' })
  await actions.create(SAM, { projectId: 1, name: 'Below', parentId: 1 })
  await actions.create(SAM, { projectId: 2, name: 'Of Kim', assignedId: 2 })
  const ticket = async (subject: string) =>
    (await support.tickets.create(SAM, { clientId: 1, departmentId: 1, subject, message: `Grüße ${subject}` })).id
  return { projects, actions, topics, files: projectFiles, links: ticketLinks, support, ticket }
}

export const text = async (bytes: AsyncIterable<Uint8Array>) => {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
export const bytesOf = (words: string) => [Buffer.from(words)]

/** Bytes that nobody should ask for. */
export function unread(): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => {
      throw new Error('the bytes were read')
    },
  }
}
