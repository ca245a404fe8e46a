import { Refusal } from '../../../../base/refusal.ts'
import { textAt } from '../../../codec/php-value.ts'
import { action } from '../../action.ts'
import { brackets, idFilter, oneOf, text, textFilter } from '../../parameters.ts'

/** `{$name}` stands for the field of that name; what names none stays as it is. */
const filled = (template: string, fields: ReadonlyMap<string, string>) =>
  template.replace(/\{\$(\w{1,60})\}/g, (whole, name: string) => fields.get(name) ?? whole)

/** Part A4 of the reference. */
export const sendAdminEmail = action({
  name: 'SendAdminEmail',
  reads: false,
  permission: 'system.write',
  about: 'Sends a mail to the staff',
  partial:
    'there are no templates for it, so `messagename` is `Email Template not found`; the text is sent as it stands, not as HTML',
  parameters: {
    messagename: textFilter('A template'),
    custommessage: text('What the mail says'),
    customsubject: text('Its subject'),
    type: oneOf(['system', 'account', 'support'], 'To whom: everybody, or for support those of a department'),
    deptid: idFilter('The department, for support'),
    mergefields: brackets('What stands for {$name} in subject and text'),
  },
  refusals: { no_address: 'Sending Failed. Please see documentation.' },
  fields: { subject: 'customsubject', text: 'custommessage' },
  async answer({ actor, domain }, { messagename, custommessage, customsubject, type, deptid, mergefields }) {
    if (messagename !== undefined || !customsubject?.trim() || !custommessage?.trim())
      throw new Refusal('template_unknown', 'Email Template not found')
    const names = [...(mergefields?.keys() ?? [])]
    const fields = new Map(names.map((name) => [name, (mergefields && textAt(mergefields, name)) ?? '']))
    const isOfDepartment = type === 'support' && deptid !== undefined
    const staffIds = isOfDepartment ? (await domain.support.departments.get(actor, deptid)).staffIds : []
    await domain.notices.sendToStaff(actor, {
      subject: filled(customsubject, fields),
      text: filled(custommessage, fields),
      // A department that nobody is assigned to is everybody's.
      staffIds: staffIds.length > 0 ? staffIds : undefined,
    })
    return {}
  },
})
