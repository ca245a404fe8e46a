import { expect, test } from 'vitest'
import { aculabPath } from './path.ts'

test.each([
  ['//service_start', '/service_start'],
  ['//service//v1///outbound_queues', '/service/v1/outbound_queues'],
  ['/service/v1/outbound/a%2F%2Fb/queue', '/service/v1/outbound/a%2F%2Fb/queue'],
  ['//application_status', '/application_status'],
  ['/service/v1/outbound/%FF/queue', '/service/'],
])('%s is %s', (asked, path) => {
  expect(aculabPath(asked)).toBe(path)
})

test.each(['//includes/api.php', '//services/x', '//', '/%FF'])('%s is nobody of ours', (path) => {
  expect(aculabPath(path)).toBeUndefined()
})
