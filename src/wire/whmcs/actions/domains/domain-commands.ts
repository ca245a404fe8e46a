import { Refusal } from '../../../../base/refusal.ts'
import type { Item } from '../../../../provisioning/commands.ts'
import { NO_REASON } from '../../../../provisioning/refused.ts'
import { action, type WhmcsAction, type WhmcsCall } from '../../action.ts'
import { idFilter, integer, type Parameters, text, textFilter, type Values } from '../../parameters.ts'

const domainid = idFilter('The domain of the client')
const domain = textFilter('Its name, where no id is given')

const NO_REGISTRAR = 'Registrar Error Message'

type DomainCommand<P extends Parameters> = {
  name: string
  about: string
  parameters: P
  partial?: string
  run: (call: WhmcsCall, item: Item, sent: Values<P>) => Promise<void>
}

/** Section A8 of the reference. A registrar's own words are the message, and what fails is listed like any other. */
function domainCommand<P extends Parameters>({ name, about, parameters, partial, run }: DomainCommand<P>): WhmcsAction {
  return action({
    name,
    reads: false,
    permission: 'provisioning.write',
    about,
    ...(partial !== undefined && { partial }),
    parameters: { domainid, domain, ...parameters },
    refusals: {
      not_found: 'Domain Not Found',
      // What a registrar says is the message; of one that is not there, the documents' own words stand for it.
      no_module: NO_REGISTRAR,
      module_not_found: NO_REGISTRAR,
      module_cannot: 'Registrar Function Not Supported',
      module_failed: ({ message }) => (message === NO_REASON ? NO_REGISTRAR : undefined),
    },
    fields: { years: 'regperiod', eppCode: 'eppcode' },
    async answer(call, sent) {
      await run(call, await itemOf(call, sent as never), sent as unknown as Values<P>)
      return {}
    },
  })
}

async function itemOf(
  { actor, domain: { modules } }: WhmcsCall,
  sent: { domainid?: number; domain?: string },
): Promise<Item> {
  const { domainid: id = sent.domain && (await modules.domainNamed(actor, sent.domain)).id } = sent
  if (!id) throw new Refusal('not_found', 'Domain Not Found')
  return { type: 'domain', id }
}

export const domainRegister = domainCommand({
  name: 'DomainRegister',
  about: 'Has the registrar register a name; done, the domain is active',
  partial: '`idnlanguage` is accepted and not used',
  parameters: { idnlanguage: text('Accepted; registrars are told none', { unused: true }) },
  run: ({ actor, domain: { modules } }, item) => modules.register(actor, item),
})

export const domainTransfer = domainCommand({
  name: 'DomainTransfer',
  about: 'Has the registrar take a name over from another one; done, the domain is active',
  parameters: { eppcode: text('The authorisation code; the stored one without it') },
  run: ({ actor, domain: { modules } }, item, { eppcode }) => modules.transfer(actor, item, eppcode),
})

export const domainRenew = domainCommand({
  name: 'DomainRenew',
  about: 'Has the registrar renew a name',
  parameters: { regperiod: integer('Years; those of the domain without it') },
  run: ({ actor, domain: { modules } }, { id }, { regperiod }) => modules.renewDomain(actor, id, regperiod),
})
