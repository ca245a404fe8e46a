import { expect, test } from 'vitest'
import { furtherPath, wbteamproPath } from './address.ts'

test.each([
  ['/modules/addons/wbteampro/api.php', '/modules/addons/wbteampro/api.php', ''],
  ['/billing/x/modules/addons/wbteampro/api.php', '/modules/addons/wbteampro/api.php', ''],
  [
    '/modules/addons/wbteampro/api.php/v1/projects/100/json',
    '/modules/addons/wbteampro/api.php',
    'v1/projects/100/json',
  ],
  ['/w/modules/addons/wbteampro/api/v1/projects/json/', '/modules/addons/wbteampro/api', 'v1/projects/json/'],
  ['/modules/addons/wbteampro/api/', '/modules/addons/wbteampro/api', ''],
  ['/modules/addons/wbteampro/api.php/v1/%zz/json', '/modules/addons/wbteampro/api.php', 'v1/%zz/json'],
  ['/w/modules/addons/wbteampro/sandbox.php', '/modules/addons/wbteampro/sandbox.php', ''],
  ['/w/modules/addons/wbteampro/sandbox.php/', '/modules/addons/wbteampro/sandbox.php', ''],
])('%s is %s', (asked, path, further) => {
  expect(wbteamproPath(asked)).toBe(path)
  expect(furtherPath(asked)).toBe(further)
})

test.each([
  '/',
  '/modules/addons/wbteampro',
  '/modules/addons/wbteampro/',
  '/modules/addons/wbteampro/apis.php',
  '/modules/addons/wbteampro/sandbox.php/more',
])('%s is nobody of ours', (path) => {
  expect(wbteamproPath(path)).toBeUndefined()
  expect(furtherPath(path)).toBe('')
})
