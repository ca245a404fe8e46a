import { type Actor, SYSTEM } from '../access/actor.ts'
import type { StaffMember } from '../access/staff/staff-member.ts'
import type { Content } from '../files/content.ts'
import type { ProjectFileForm } from '../projects/threads/project-file.ts'
import { createFile } from '../projects/threads/update-project-file.ts'
import { createTopic } from '../projects/threads/update-topic.ts'
import type { DemoStores } from './stores.ts'

type GivenFile = ProjectFileForm & { text: string }

const FILES: readonly GivenFile[] = [
  {
    projectId: 100,
    filename: 'servers.csv',
    mediaType: 'text/csv',
    label: 'What runs where',
    text: 'host,address,what\nweb-1,1.2.3.4,demodomain.com\nweb-2,2.3.4.5,demodomain2.net\n',
  },
  {
    actionId: 40,
    filename: 'draft.svg',
    mediaType: 'image/svg+xml',
    label: 'Draft of the first page',
    clientAccess: 'view',
    text: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="teal"/></svg>\n',
  },
  {
    threadId: 2,
    filename: 'draft-2.svg',
    mediaType: 'image/svg+xml',
    detail: 'With the colour of the logo',
    text: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="navy"/></svg>\n',
  },
]

/** Their bytes, which are stored before there is anything that refers to them. */
export const DEMO_FILES: readonly Uint8Array[][] = FILES.map(({ text }) => [Buffer.from(text)])

/** Discussions, files and the ticket link of the Remote API's document in the projects 100 and 219. */
export async function addThreads(stores: DemoStores, admin: StaffMember, contents: readonly Content[]): Promise<void> {
  // As for the projects: what is brought along happened to nobody.
  const tx = { ...stores, events: { ...stores.events, append: async () => {} } }
  const actor: Actor = { ...SYSTEM, kind: 'staff', id: admin.id, name: admin.username }
  const order = await createTopic(tx, actor, {
    projectId: 100,
    title: 'In which order?',
    detail: 'Mail first, then the web sites?',
  })
  await createTopic(tx, actor, { threadId: order.id, detail: 'Mail first. The client agrees.' })
  await createTopic(tx, actor, {
    actionId: 43,
    title: 'Colour of the headline',
    detail: 'Teal or navy?',
    clientAccess: 'modify',
  })
  for (const [index, { text: _text, ...form }] of FILES.entries()) await createFile(tx, actor, form, contents[index]!)
  await tx.ticketLinks.insert({ id: 91, ticketId: 2038, projectId: 219, actionId: null, ownerId: admin.id }, tx.at)
}
