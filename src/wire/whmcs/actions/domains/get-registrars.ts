import { action } from '../../action.ts'

/** Section A8 of the reference, which prints no row. */
export const getRegistrars = action({
  name: 'GetRegistrars',
  reads: true,
  permission: 'catalog.read',
  about: 'Modules that register domain names',
  parameters: {},
  async answer({ actor, domain }) {
    const registrars = domain.modules.registrars(actor)
    return {
      registrars: {
        registrar: registrars.map(({ name, displayName }) => ({ module: name, displayname: displayName })),
      },
    }
  },
})
