import type { CalendarDate } from '../../../src/base/calendar.ts'
import { toMinor } from '../../../src/base/money.ts'
import { sealText } from '../../../src/base/secrets/sealed.ts'
import { addClient } from '../../../src/demo/crowd.ts'
import { usualAddon, usualService } from '../../../src/demo/usual.ts'
import type { TestApp } from '../../support/app.ts'

const day = (text: string) => text as CalendarDate

/** What a text can hold and formats must not choke on; U+0001 is no character of XML 1.0. */
const ODD_TEXT = 'Café <b>"5 & 6"</b>; it\'s 100 % ✓ 😀\u0001\nsecond line'

/** Client 51 with services 301-303 and add-ons 401-402: everything unset, everything set, and a quantity of each kind. */
export async function addOddHoldings({ provisor, clock }: TestApp): Promise<void> {
  const { secrets, wallClock } = provisor
  await provisor.transaction(async (tx) => {
    await addClient(tx, { secrets, wallClock }, 51, person)
    await addOptions(tx)
    await tx.services.insert(
      { ...usualService, id: 301, clientId: 51, productId: 5, status: 'Pending', billingCycle: 'free' },
      tx.at,
    )
    await tx.services.insert(
      {
        ...usualService,
        id: 302,
        clientId: 51,
        productId: 2,
        serverId: 3,
        quantity: 4,
        status: 'Suspended',
        domain: 'bücher.example',
        username: 'bucher1',
        passwordSealed: secrets.seal('pa;ss"wörd'),
        paymentMethod: 'mailin',
        billingCycle: 'semiannually',
        firstPayment: toMinor(123_456_789),
        recurring: toMinor(5),
        registeredOn: day('2024-02-29'),
        nextDueOn: day('2026-03-01'),
        suspensionReason: 'Abuse <report>',
        overrideAutoSuspend: true,
        overrideSuspendUntil: day('2030-01-31'),
        subscriptionId: 'I-1234',
        promoId: 7,
        ns1: 'ns1.example.net',
        ns2: 'ns2.example.net',
        dedicatedIp: '192.0.2.77',
        assignedIps: '192.0.2.78\n192.0.2.79',
        notes: ODD_TEXT,
        diskUsedMb: 1,
        diskLimitMb: 2,
        bandwidthUsedMb: 3,
        bandwidthLimitMb: 4,
        usageAt: clock.now(),
        customFields: { 31: 'blue & green', 32: '', 33: sealText(secrets, 'hunter2') },
        configOptions: {
          1: { choiceId: 2, quantity: 1 },
          41: { choiceId: 411, quantity: 5 },
          42: { choiceId: 421, quantity: 1 },
          43: { choiceId: null, quantity: 0 },
          99: { choiceId: 991, quantity: 1 },
        },
      },
      tx.at,
    )
    await tx.services.insert(
      { ...usualService, id: 303, clientId: 51, productId: 10, status: 'Completed', billingCycle: 'onetime' },
      tx.at,
    )
    await tx.addons.insert(
      {
        ...usualAddon,
        id: 401,
        clientId: 51,
        serviceId: 302,
        definitionId: 1,
        quantity: 3,
        tax: true,
        setup: toMinor(500),
        recurring: toMinor(400),
        billingCycle: 'annually',
        status: 'Suspended',
      },
      tx.at,
    )
    await tx.addons.insert(
      { ...usualAddon, id: 402, clientId: 51, serviceId: 301, name: 'R&D', notes: ODD_TEXT },
      tx.at,
    )
  })
}

const person = {
  firstName: 'Odile',
  lastName: 'Oddity',
  companyName: '',
  email: 'odile@example.com',
  address1: '1 Odd Lane',
  address2: '',
  city: 'Leeds',
  state: 'West Yorkshire',
  postcode: 'LS1 4AP',
  country: 'GB',
  phoneNumber: '0113 496 0000',
  taxId: '',
  site: 'oddity',
}

type Stores = Parameters<Parameters<TestApp['provisor']['transaction']>[0]>[0]

async function addOptions({ clients, catalog }: Stores): Promise<void> {
  for (const [id, name, kind] of [
    [31, 'Favourite colour', 'text'],
    [32, 'Second colour', 'text'],
    [33, 'Panel password', 'password'],
  ] as const)
    await clients.customFields.insert({
      id,
      owner: 'product',
      ownerId: 2,
      name,
      description: '',
      kind,
      choices: [],
      pattern: '',
      required: false,
      onOrderForm: true,
      staffOnly: false,
      position: id,
    })
  for (const [id, name, kind, choice] of [
    [41, 'Mailboxes', 'quantity', 'Mailbox'],
    [42, 'Backups', 'yesno', 'Yes, please'],
    [43, 'Monitoring', 'yesno', 'Yes, please'],
  ] as const) {
    const option = { id, name, kind, minQuantity: 0, maxQuantity: 0, hidden: false, position: id }
    await catalog.configOptions.insert(option)
    await catalog.configOptions.insertChoice({
      id: id * 10 + 1,
      optionId: id,
      name: choice,
      hidden: false,
      position: 1,
    })
  }
}
