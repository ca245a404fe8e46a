import { action } from '../../action.ts'
import { moneyText } from '../../encode.ts'

const onOrEmpty = (on: boolean) => (on ? 'on' : '')

/** Part A5 of the reference. */
export const getClientGroups = action({
  name: 'GetClientGroups',
  reads: true,
  permission: 'clients.read',
  about: 'The client groups, by id',
  parameters: {},
  async answer({ actor, domain }) {
    const groups = await domain.clients.groups.list(actor)
    return {
      totalresults: groups.length,
      groups: {
        group: groups.map((group) => ({
          id: group.id,
          groupname: group.name,
          groupcolour: group.colour,
          discountpercent: moneyText(group.discount),
          susptermexempt: onOrEmpty(group.suspensionExempt),
          separateinvoices: onOrEmpty(group.separateInvoices),
        })),
      },
    }
  },
})
