import { Refusal } from '../../../../base/refusal.ts'
import type { RegistrarAsk } from '../../../../provisioning/panel/registrar-ask.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsAction, type WhmcsCall } from '../../action.ts'
import { flag, id, idFilter, type Parameters, required, text, textFilter, type Values } from '../../parameters.ts'
import { contactsFields, contactsOfXml } from './contact-details.ts'

const byId = { domainid: required(id('The domain of the client')) }
const byEither = {
  domainid: idFilter('The domain of the client'),
  domain: textFilter('Its name, where no id is given'),
}

type Asking<P extends Parameters> = {
  name: string
  reads?: true
  about: string
  unknown: string
  parameters: P
  asks: (sent: Values<P>) => RegistrarAsk
  answers?: (found: Awaited<ReturnType<WhmcsCall['domain']['askRegistrar']>>) => Fields
}

/** Section A8 of the reference: the registrar's own text is the message; what it has no verb for, says so. */
function asking<P extends Parameters>(definition: Asking<P>): WhmcsAction {
  const { name, reads = false, about, unknown, parameters, asks, answers = () => ({}) } = definition
  return action({
    name,
    reads,
    permission: 'provisioning.write',
    about,
    parameters,
    refusals: {
      not_found: unknown,
      no_module: 'Registrar Error Message',
      module_not_found: 'Registrar Error Message',
      module_cannot: 'Registrar Function Not Supported',
      invalid: ({ facts }) => (facts.field === 'nameservers' ? 'Registrar Error Message' : undefined),
    },
    async answer(call, sent) {
      const ask = asks(sent as unknown as Values<P>)
      return answers(await call.domain.askRegistrar(call.actor, await idOf(call, sent as never, unknown), ask))
    },
  })
}

async function idOf(
  { actor, domain: { modules } }: WhmcsCall,
  sent: { domainid?: number; domain?: string },
  unknown: string,
) {
  const { domainid: found = sent.domain && (await modules.domainNamed(actor, sent.domain)).id } = sent
  if (!found) throw new Refusal('domain_unknown', unknown)
  return found
}

const ID_UNKNOWN = 'Domain ID Not Found'

export const domainGetNameservers = asking({
  name: 'DomainGetNameservers',
  reads: true,
  about: 'The name servers that the registrar has for a name',
  unknown: ID_UNKNOWN,
  parameters: byId,
  asks: () => ({ what: 'nameservers' }),
  answers: ({ nameservers = [] }) =>
    Object.fromEntries(nameservers.slice(0, 5).map((server, index) => [`ns${index + 1}`, server])),
})

export const domainUpdateNameservers = asking({
  name: 'DomainUpdateNameservers',
  about: 'Has the registrar set the name servers of a name',
  unknown: ID_UNKNOWN,
  parameters: {
    ...byEither,
    ns1: required(text('The first')),
    ns2: required(text('The second')),
    ns3: text('The third'),
    ns4: text('The fourth'),
    ns5: text('The fifth'),
  },
  asks({ ns1, ns2, ns3, ns4, ns5 }) {
    if (!ns1?.trim() || !ns2?.trim()) throw new Refusal('nameservers_required', 'ns1 and ns2 required')
    return { what: 'set_nameservers', nameservers: [ns1, ns2, ns3 ?? '', ns4 ?? '', ns5 ?? ''] }
  },
})

export const domainGetLockingStatus = asking({
  name: 'DomainGetLockingStatus',
  reads: true,
  about: 'Whether the registrar has a name locked',
  unknown: ID_UNKNOWN,
  parameters: byId,
  asks: () => ({ what: 'lock' }),
  answers: ({ locked = false }) => ({ lockstatus: locked ? 'locked' : 'unlocked' }),
})

export const domainUpdateLockingStatus = asking({
  name: 'DomainUpdateLockingStatus',
  about: 'Has the registrar lock or unlock a name',
  unknown: ID_UNKNOWN,
  parameters: { ...byId, lockstatus: flag('Locked or not; not when it is not sent') },
  asks: ({ lockstatus = false }) => ({ what: 'set_lock', locked: lockstatus }),
})

export const domainGetWhoisInfo = asking({
  name: 'DomainGetWhoisInfo',
  reads: true,
  about: 'The contacts that the registrar has for a name',
  unknown: ID_UNKNOWN,
  parameters: byId,
  asks: () => ({ what: 'contacts' }),
  answers: ({ contacts = {} }) => contactsFields(contacts),
})

export const domainUpdateWhoisInfo = asking({
  name: 'DomainUpdateWhoisInfo',
  about: 'Has the registrar set the contacts of a name',
  unknown: ID_UNKNOWN,
  parameters: { ...byId, xml: required(text('The contacts: contactdetails with Registrant, Admin, Tech or Billing')) },
  asks({ xml }) {
    if (!xml?.trim()) throw new Refusal('xml_required', 'XML Required')
    return { what: 'set_contacts', contacts: contactsOfXml(xml) }
  },
})

export const domainRequestEPP = asking({
  name: 'DomainRequestEPP',
  about: 'The authorisation code of a name; without one the registrar has sent it to the holder',
  unknown: ID_UNKNOWN,
  parameters: byId,
  asks: () => ({ what: 'epp_code' }),
  answers: ({ eppCode }) => (eppCode ? { eppcode: eppCode } : {}),
})

export const domainToggleIdProtect = asking({
  name: 'DomainToggleIdProtect',
  about: 'Has the registrar hide or show who holds a name',
  unknown: ID_UNKNOWN,
  parameters: { ...byId, idprotect: flag('Hidden or not; not when it is not sent') },
  asks: ({ idprotect = false }) => ({ what: 'set_id_protection', on: idprotect }),
})

export const domainRelease = asking({
  name: 'DomainRelease',
  about: 'Has the registrar give a name away to the one with this tag',
  unknown: 'Domain Not Found',
  parameters: { ...byEither, newtag: required(text('The tag of the registrar that takes it')) },
  asks: ({ newtag }) => ({ what: 'release', tag: (newtag ?? '').slice(0, 255) }),
})

/** Part A8 of the reference. There is no source to ask, so every name that is one gets the documented answer. */
export const domainWhois = action({
  name: 'DomainWhois',
  reads: true,
  permission: 'services.read',
  about: 'Whether a name is taken',
  partial: 'no source of whois answers is built in: every name is `The given TLD is not supported for WHOIS lookups`',
  parameters: { domain: required(text('The name')) },
  async answer(_call, { domain }) {
    if (
      !/^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}-]{1,63}){1,8}$/u.test((domain ?? '').trim().slice(0, 254))
    )
      throw new Refusal('domain_invalid', 'Domain not valid')
    throw new Refusal('no_whois', 'The given TLD is not supported for WHOIS lookups')
  },
})
