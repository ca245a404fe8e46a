import { expect, test } from 'vitest'
import { furtherPath, wbteamproPath } from './address.ts'

test.each([
  ['/modules/addons/wbteampro/api.php', '/modules/addons/wbteampro/api.php', ''],
  ['/billing/x/modules/addons/wbteampro/api.php?a=1', '/modules/addons/wbteampro/api.php?a=1', ''],
  [
    '/modules/addons/wbteampro/api.php/v1/projects/100/json?a=1',
    '/modules/addons/wbteampro/api.php?a=1',
    'v1/projects/100/json',
  ],
  ['/w/modules/addons/wbteampro/api/v1/projects/json/', '/modules/addons/wbteampro/api', 'v1/projects/json/'],
  ['/modules/addons/wbteampro/api/', '/modules/addons/wbteampro/api', ''],
  ['/modules/addons/wbteampro/api.php/v1/%zz/json', '/modules/addons/wbteampro/api.php', 'v1/%zz/json'],
  ['/w/modules/addons/wbteampro/sandbox.php', '/modules/addons/wbteampro/sandbox.php', ''],
  ['/w/modules/addons/wbteampro/sandbox.php/', '/modules/addons/wbteampro/sandbox.php', ''],
])('%s is %s', (url, path, further) => {
  expect(wbteamproPath(url)).toBe(path)
  expect(furtherPath(url)).toBe(further)
})

test.each([
  '/',
  '/modules/addons/wbteampro',
  '/modules/addons/wbteampro/',
  '/modules/addons/wbteampro/apis.php',
  '/modules/addons/wbteampro/sandbox.php/more',
  '/api/v1/services?next=/modules/addons/wbteampro/api.php',
])('%s is nobody of ours', (url) => {
  expect(wbteamproPath(url)).toBe(url)
  expect(furtherPath(url)).toBe('')
})
