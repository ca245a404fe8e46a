import { action } from '../../action.ts'
import { count, idFilter, textFilter } from '../../parameters.ts'

/** Part A5 of the reference. Each filter is exact, without regard to case. */
export const getContacts = action({
  name: 'GetContacts',
  reads: true,
  permission: 'clients.read',
  about: 'Contacts that match, by id',
  parameters: {
    limitstart: count(0, 'Rows to pass over'),
    limitnum: count(25, 'Rows to return'),
    userid: idFilter('Contacts of this client'),
    firstname: textFilter('Exactly this first name'),
    lastname: textFilter('Exactly this last name'),
    companyname: textFilter('Exactly this company'),
    email: textFilter('Exactly this e-mail address'),
    address1: textFilter('Exactly this street'),
    address2: textFilter('Exactly this second line'),
    city: textFilter('Exactly this city'),
    state: textFilter('Exactly this state'),
    postcode: textFilter('Exactly this postcode'),
    country: textFilter('Exactly this country'),
    phonenumber: textFilter('Exactly this telephone number'),
  },
  async answer({ actor, domain, wallClock }, { limitstart, limitnum, ...sent }) {
    const filter = {
      clientId: sent.userid,
      firstName: sent.firstname,
      lastName: sent.lastname,
      companyName: sent.companyname,
      email: sent.email,
      address1: sent.address1,
      address2: sent.address2,
      city: sent.city,
      state: sent.state,
      postcode: sent.postcode,
      country: sent.country,
      phoneNumber: sent.phonenumber,
    }
    const page = { offset: limitstart, limit: limitnum }
    const { total, rows } = await domain.clients.contacts.search(actor, filter, page)
    return {
      totalresults: total,
      startnumber: limitstart,
      numreturned: rows.length,
      contacts: {
        contact: rows.map((contact) => ({
          id: contact.id,
          userid: contact.clientId,
          firstname: contact.firstName,
          lastname: contact.lastName,
          email: contact.email,
          address1: contact.address1,
          address2: contact.address2,
          city: contact.city,
          state: contact.state,
          postcode: contact.postcode,
          country: contact.country,
          phonenumber: contact.phoneNumber,
          domainemails: contact.emails.domain,
          generalemails: contact.emails.general,
          invoiceemails: contact.emails.invoice,
          productemails: contact.emails.product,
          supportemails: contact.emails.support,
          affiliateemails: contact.emails.affiliate,
          created_at: wallClock.format(contact.createdAt),
          updated_at: wallClock.format(contact.updatedAt),
        })),
      },
    }
  },
})
