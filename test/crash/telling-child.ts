// A process that lets things happen, tells webhooks of them and sends mails, until it is killed. Its arguments: data folder,
// url or '', and how many things. Says each when it is committed, and ends when nothing is left to be told.
import { writeSync } from 'node:fs'
import { SYSTEM } from '../../src/access/actor.ts'
import { makeLog } from '../../src/base/log.ts'
import { parseConfig } from '../../src/config.ts'
import { enqueueMail, MAIL_LANE_KIND } from '../../src/notices/mail/outbox.ts'
import { openProvisor } from '../../src/open.ts'
import { WEBHOOK_LANE_KIND } from '../../src/webhooks/lane.ts'
import { forgetTheDead } from './forget-the-dead.ts'

const [dataDir = '', databaseUrl = '', things = '0'] = process.argv.slice(2)
const say = (...words: (string | number)[]) => writeSync(1, `${words.join(' ')}\n`)

const config = parseConfig({ dataDir, databaseUrl, logLevel: 'error', webhookAllow: '127.0.0.0/8' }, {})
const provisor = await openProvisor(config, makeLog({ level: config.logLevel }))
const { domain, queue, transaction, background } = provisor

await forgetTheDead(provisor)
for (const part of Object.values(background)) await part.start()

for (let n = 0; n < Number(things); n++) {
  const { id } = await domain.clients.groups.create(SYSTEM, { name: `Group ${process.pid} ${n}` })
  say('happened', id)
  const address = `mail-${process.pid}-${n}@example.com`
  const content = { subject: `Group ${id}`, plain: 'There is a group.\n', html: '<p>There is a group.</p>' }
  await transaction((tx) =>
    enqueueMail(tx, queue, { staffId: 1, address, kind: 'event', causeKey: null, needs: [], ...content }),
  )
  say('mailed', address)
}

/** What waits to be told, as positions of the log and as messages. */
async function isTold(): Promise<boolean> {
  await domain.access.sealer.settle()
  if (await domain.webhooks.fanOut()) return false
  const lanes = await Promise.all([MAIL_LANE_KIND, WEBHOOK_LANE_KIND].map((kind) => queue.lanes.list({ kind })))
  return lanes.flat().every(({ waiting, running }) => waiting + running === 0)
}

while (!(await isTold())) await new Promise((resolve) => setTimeout(resolve, 20))
say('told')
await provisor.close()
