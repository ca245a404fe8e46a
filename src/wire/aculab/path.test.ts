import { expect, it } from 'vitest'
import { aculabPath } from './path.ts'

it.each([
  ['//service_start', '/service_start'],
  ['//service//v1///outbound_queues?a=//b', '/service/v1/outbound_queues?a=//b'],
  ['/service/v1/outbound/a%2F%2Fb/queue', '/service/v1/outbound/a%2F%2Fb/queue'],
  ['//application_status', '/application_status'],
  ['//includes/api.php', '//includes/api.php'],
  ['/service_start?x=//', '/service_start?x=//'],
  ['//services/x', '//services/x'],
  ['//', '//'],
  ['/service/v1/outbound/%FF/queue?a', '/service/'],
  ['/%FF', '/%FF'],
])('%s is %s', (url, path) => {
  expect(aculabPath(url)).toBe(path)
})
