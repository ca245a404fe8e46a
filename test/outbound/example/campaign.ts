import { type Client, makeClient } from '../../../client/src/index.ts'

/** Reminds a thousand people, and thinks better of it. */
export async function remind(baseUrl: string, token: string, dial: (number: string) => Promise<number>) {
  const password = 'told to the worker only'
  const staff = makeClient({ baseUrl, token })

  // Define: whose it is, how many at once, how many in a second.
  const { account } = await staff.outbound.accounts.create({ cloudId: '1-2-0', username: 'carol@example.com' })
  const settings = { kind: 'uas', password, startsPerSecond: 200, concurrency: 20 } as const
  const { service } = await staff.outbound.services.put(account.id, 'reminders', settings)

  // Start a thousand: all of them are on disk when the references come back.
  const calls = Array.from({ length: 1000 }, (_, n) => ({ parameters: `+4420794600${n}` }))
  const { references } = await staff.outbound.starts.create(service.id, calls)

  // Run them: a worker in three lines, here or on as many machines as there are telephones.
  const carol = makeClient({ baseUrl, outbound: { account: '1-2-0/carol@example.com', password } })
  const run = ({ call }: { call: object }) => dial('parameters' in call ? String(call.parameters) : '')
  const worker = carol.worker('reminders', run, { concurrency: 20 })

  // Watch until a hundred have begun.
  await watch(staff, service.id, 900)

  // Purge the rest. Nothing of it begins any more, and we know every reference.
  const purge = await staff.outbound.queues.purge(service.id, { why: 'the appointment was moved' })
  await worker.stop()
  const purged: string[] = []
  for await (const reference of staff.outbound.queues.purged(purge.id)) purged.push(reference)
  const { items } = await staff.outbound.starts.status(references)
  return { references, purged, statuses: items.map((start) => start?.status) }
}

async function watch(staff: Client, serviceId: number, enough: number): Promise<void> {
  for (;;) {
    const { waiting, running } = await staff.outbound.queues.get(serviceId)
    console.log(`${waiting} wait, ${running} run`)
    if (waiting <= enough) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}
