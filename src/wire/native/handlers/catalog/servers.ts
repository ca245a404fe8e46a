import type { ServerListing, ServerSecretTexts } from '../../../../catalog/servers/server.ts'
import { servers } from '../../contract/catalog/servers.ts'
import type { AnswerOf, InputOf } from '../../contract/operation.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { pageOf } from './shapes.ts'

export const serverHandlers = [
  handle(servers.list, async ({ actor, domain }, { query: { module, ...page } }) =>
    pageOf(await domain.catalog.servers.list(actor, { modules: module === undefined ? undefined : [module] }), page, {
      encode: (server) => encodeServer(server),
      sort: 'id',
      placeOf: ({ id }) => [id],
    }),
  ),
  handle(servers.get, async ({ actor, domain }, { params, query: { include = [] } }) => {
    const secrets = include.includes('password') ? await domain.catalog.servers.getSecrets(actor, params.id) : undefined
    return encodeServer(await domain.catalog.servers.get(actor, params.id), secrets)
  }),
  handle(servers.create, async ({ actor, domain }, { body }) => {
    const { id } = await domain.catalog.servers.create(actor, formOf(body))
    return { id }
  }),
  handle(servers.update, async ({ actor, domain }, { params, body }) => {
    await domain.catalog.servers.update(actor, params.id, formOf(body))
    return params
  }),
  handle(servers.delete, async ({ actor, domain }, { params }) => {
    await domain.catalog.servers.delete(actor, params.id)
    return params
  }),
  handle(
    servers.test,
    async ({ actor, domain }, { params: { id } }) => (await domain.serverStatus(actor, [id])).get(id)!,
  ),
]

const formOf = <Body extends InputOf<typeof servers.update>['body']>({ settings, ...form }: Body) => ({
  ...form,
  namedSettings: settings && Object.fromEntries(settings.map(({ name, value }) => [name, value])),
})

function encodeServer(server: ServerListing, secrets?: ServerSecretTexts): AnswerOf<typeof servers.get> {
  const { id, name, hostname, ipAddress, assignedIps, module, username, secure, port, maxAccounts } = server
  const { active, maintenance, nameservers, hasPassword, hasAccessHash, activeServices } = server
  return {
    ...{ id, name, hostname, ipAddress, assignedIps, module, username, secure, port, maxAccounts },
    ...{ active, maintenance, nameservers: [...nameservers], hasPassword, hasAccessHash },
    ...(secrets && { password: secrets.password, accessHash: secrets.accessHash }),
    settings: Object.entries(server.settings).map(([setting, plain]) => {
      const isSecret = server.secretSettings.includes(setting)
      const value = isSecret ? secrets?.settings[setting] : plain
      return { name: setting, isSecret, ...(value !== undefined && { value }) }
    }),
    activeServices,
    createdAt: instantText(server.createdAt),
    updatedAt: instantText(server.updatedAt),
  }
}
