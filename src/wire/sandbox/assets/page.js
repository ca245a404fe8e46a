// The page: who signs in, which call, its form, what was sent and what came back. Keeps nothing when it is closed.

import { md5 } from './md5.js'
import { curlOf, fetchArguments, requestOf, shownRequest } from './requests.js'

const FACES = JSON.parse(document.getElementById('faces').textContent)
/** Logins by face, as long as the page is open. */
const logins = new Map()
const usual = { place: 'path', verb: 'verb', params: 'json', format: 'json' }
const state = { face: FACES[0], call: undefined, choices: usual, answer: undefined, filter: '' }

const $ = (id) => document.getElementById(id)

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value)
    else if (value === true) node.setAttribute(name, '')
    else if (value !== false && value !== undefined) node.setAttribute(name, value)
  }
  node.append(...children.flat(2).filter((child) => child !== undefined && child !== false))
  return node
}

function show() {
  $('tabs').replaceChildren(...FACES.map(tab))
  const login = logins.get(state.face.id)
  $('who').replaceChildren(...(login ? [el('span', { class: 'quiet' }, login.shown), leaveButton()] : []))
  $('connect').hidden = login !== undefined
  $('work').hidden = login === undefined
  if (!login) return showConnect()
  state.call ??= login.calls[0]
  showMethods(login)
  showCall(login)
}

const tab = (face) =>
  el(
    'button',
    {
      type: 'button',
      role: 'tab',
      'aria-selected': String(face === state.face),
      onclick: () => {
        Object.assign(state, { face, call: undefined, filter: '' })
        show()
      },
    },
    face.title,
  )

const leaveButton = () =>
  el(
    'button',
    {
      type: 'button',
      class: 'button small',
      onclick: () => {
        logins.delete(state.face.id)
        state.call = undefined
        show()
      },
    },
    'Disconnect',
  )

// Connecting

function showConnect() {
  const { face } = state
  const field = (label, attributes) => el('label', {}, label, el('input', { required: true, ...attributes }))
  const problem = el('p', { class: 'problem', role: 'alert', hidden: true })
  const go = el('button', { class: 'button primary', type: 'submit' }, 'Connect')
  const form = el(
    'form',
    {
      autocomplete: 'off',
      onsubmit: async (event) => {
        event.preventDefault()
        go.disabled = true
        problem.hidden = true
        try {
          await connect(face, Object.fromEntries(new FormData(form)))
          show()
        } catch (failure) {
          problem.textContent = failure.message
          problem.hidden = false
        } finally {
          go.disabled = false
        }
      },
    },
    field('API URL', {
      name: 'api',
      type: 'url',
      value: new URL(defaultPath(face), location.href).href,
      class: 'mono',
    }),
    field(face.userLabel, { name: 'username', autocomplete: 'off', spellcheck: 'false' }),
    field(face.secretLabel, { name: 'secret', type: 'password', autocomplete: 'off' }),
    problem,
    go,
  )
  $('connect').replaceChildren(
    el('h2', {}, `Connect to the ${face.title}`),
    el('p', { class: 'quiet' }, face.about),
    form,
    el('p', { class: 'quiet note' }, face.note),
  )
  form.querySelector('[name=username]').focus()
}

/** Below the prefix under which this page was asked for. */
function defaultPath({ path }) {
  const mark = location.pathname.indexOf('/modules/addons/')
  return (mark < 0 ? '' : location.pathname.slice(0, mark)) + path
}

async function connect(face, { api, username, secret }) {
  if (new URL(api).origin !== location.origin)
    throw new Error(`This page may only ask the server that it came from, ${location.origin}`)
  const isCredential = /^[0-9A-Za-z]{32}$/.test(username)
  // A password, or the digest of it that the programs send.
  const password = isCredential || /^[0-9a-f]{32}$/i.test(secret) ? secret : md5(secret)
  const login = { api, username, secret, password, isCredential, shown: username.slice(0, 24) }
  login.calls = face.calls ?? (await askForCalls(face, login))
  logins.set(face.id, login)
}

async function askForCalls(face, login) {
  const call = { name: 'findResources', action: 'api.resources', http: 'GET', parameters: [] }
  const request = requestOf({ face, call, api: login.api, login, values: {}, choices: usual })
  const answer = await fetch(...fetchArguments(request))
  const body = await answer.json().catch(() => undefined)
  if (!body?.response?.resources)
    throw new Error(`${answer.status}: ${body?.request?.message ?? body?.detail ?? 'no answer of a Remote API'}`)
  return body.response.resources.map(({ resource, method, description, ...rest }) => ({
    ...rest,
    group: resource,
    name: method,
    about: description,
    parameters: withPath(rest.action, rest.parameters).map(({ description: about, ...each }) => ({ ...each, about })),
  }))
}

/** The numbers in the chain are filled in like parameters. */
const withPath = (action, parameters) => [
  ...[...action.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    type: 'int',
    required: 1,
    description: 'In the address',
  })),
  ...parameters,
]

// The list of calls

function showMethods({ calls }) {
  const filter = el('input', {
    type: 'search',
    placeholder: `Find one of ${calls.length}`,
    'aria-label': 'Find a method',
    value: state.filter,
    oninput: () => {
      state.filter = filter.value
      list.replaceChildren(...methodList(calls))
    },
  })
  const list = el('div', { id: 'list' }, methodList(calls))
  $('methods').replaceChildren(filter, list)
}

function methodList(calls) {
  const wanted = state.filter.trim().toLowerCase()
  const found = calls.filter(({ name, action, about }) => `${name} ${action} ${about}`.toLowerCase().includes(wanted))
  return Object.entries(Object.groupBy(found, ({ group }) => group))
    .map(([group, members]) => [
      el('h3', { class: 'group' }, group),
      members.map((call) =>
        el(
          'button',
          {
            type: 'button',
            title: call.about,
            'data-call': call.name,
            'aria-current': String(call === state.call),
            onclick: () => {
              Object.assign(state, { call, answer: undefined })
              show()
            },
          },
          el('span', { class: `verb ${call.http}` }, call.http === 'DELETE' ? 'DEL' : call.http),
          el('span', {}, call.name),
        ),
      ),
    ])
    .flat(2)
}

// One call

const CHOICES = {
  place: ['Address', { path: 'api.php/v1/…', rewritten: 'api/v1/…', direct: '?action=v1.…' }],
  verb: ['Method', { verb: 'The HTTP verb', override: 'POST with method=', query: 'POST, all in the query' }],
  params: ['Parameters', { json: 'params as JSON', brackets: 'params[…]', body: 'A JSON body' }],
  format: ['Answer', { json: 'JSON', xml: 'XML' }],
}

function showCall(login) {
  const { face, call } = state
  const values = () => {
    const filled = {}
    for (const input of form.elements) {
      if (!input.name) continue
      const file = input.type === 'file' ? input.files[0] : undefined
      if (input.type !== 'file') filled[input.name] = input.value
      else if (file) filled[input.name] = file
    }
    return filled
  }
  const request = () =>
    requestOf({ face, call, api: login.api, login, values: values(), choices: { ...usual, ...state.choices } })
  const refresh = () => {
    const made = request()
    $('request').textContent = shownRequest(made)
    $('curl').textContent = curlOf(made)
  }
  const go = el('button', { class: 'button primary', type: 'submit', form: 'form', id: 'send' }, 'Send')
  const form = el(
    'form',
    {
      class: 'stack',
      id: 'form',
      autocomplete: 'off',
      oninput: refresh,
      onsubmit: async (event) => {
        event.preventDefault()
        go.disabled = true
        await send(request())
        go.disabled = false
        $('answer').scrollIntoView({ block: 'nearest', behavior: 'smooth' })
      },
    },
    el(
      'section',
      { class: 'panel choices', 'aria-label': 'How to ask' },
      face.choices.map((name) => choice(name, refresh)),
    ),
    parameterPanels(call.parameters),
  )
  const pre = (id) => el('pre', { id, class: 'asked', tabindex: '0' })
  $('method').replaceChildren(
    el(
      'div',
      { class: 'head' },
      el('h2', {}, call.name),
      el('span', { class: `verb ${call.http}` }, call.http),
      el('code', { class: 'chain' }, call.action === call.name ? '' : call.action),
      el('span', { class: 'send' }, el('small', {}, call.http === 'GET' ? '' : 'changes data'), go),
    ),
    el('p', { class: 'quiet lede' }, call.about),
    el(
      'div',
      { class: 'columns' },
      form,
      el(
        'div',
        { class: 'stack outcome' },
        el('section', { class: 'panel' }, titled('Request', 'request'), pre('request')),
        el('section', { class: 'panel' }, titled('As a curl line', 'curl'), pre('curl')),
        el('section', { class: 'panel', id: 'answer', 'aria-live': 'polite' }, answerPanel()),
      ),
    ),
  )
  refresh()
}

function choice(name, refresh) {
  const [label, options] = CHOICES[name]
  const select = el(
    'select',
    {
      'data-choice': name,
      onchange: () => {
        state.choices = { ...state.choices, [name]: select.value }
        refresh()
      },
    },
    Object.entries(options).map(([value, text]) =>
      el('option', { value, selected: (state.choices[name] ?? usual[name]) === value }, text),
    ),
  )
  return el('label', {}, label, select)
}

/** What every list takes: seldom wanted, so it is folded. */
const PAGING = 'page limit offset orderby orderdir search range_start range_stop updated_since fields'.split(' ')

function parameterPanels(parameters) {
  if (parameters.length === 0)
    return [el('section', { class: 'panel' }, el('p', { class: 'none quiet' }, 'This method takes no parameters.'))]
  const paging = parameters.filter(({ name }) => PAGING.includes(name))
  const own = parameters.filter((each) => !paging.includes(each))
  const required = own.filter((each) => each.required)
  const optional = own.filter((each) => !each.required)
  return [
    required.length > 0 && el('section', { class: 'panel' }, el('h3', {}, 'Required'), fields(required)),
    optional.length > 0 &&
      el(
        'details',
        { class: 'panel', open: true },
        el('summary', {}, paging.length > 0 ? 'Filters' : 'Optional'),
        fields(optional),
      ),
    paging.length > 0 && el('details', { class: 'panel' }, el('summary', {}, 'Page, order and range'), fields(paging)),
  ].filter(Boolean)
}

const fields = (parameters) =>
  el(
    'div',
    { class: 'fields' },
    parameters.map(({ name, type, required, about }) =>
      el(
        'label',
        { class: 'field' },
        el(
          'span',
          {},
          el('span', { class: 'name' }, name, required ? el('b', { title: 'required' }, ' *') : ''),
          el('small', {}, about),
        ),
        type === 'file' ? el('input', { name, type: 'file' }) : inputFor(name, type),
      ),
    ),
  )

/** A choice where the type is one, and a line of text for everything else. */
function inputFor(name, type) {
  const words = /^one of (.+)$/
    .exec(type)?.[1]
    .split(', ')
    .map((word) => word.replace(/^"(.*)"$/, '$1'))
  if (!words) return el('input', { name, placeholder: type, spellcheck: 'false', title: type })
  return el(
    'select',
    { name },
    el('option', { value: '' }, ''),
    words.filter(Boolean).map((word) => el('option', {}, word)),
  )
}

const titled = (text, of) =>
  el(
    'div',
    { class: 'title' },
    el('h3', { class: 'name-of' }, text),
    el(
      'button',
      { type: 'button', class: 'button small', onclick: (event) => copy($(of).textContent, event.target) },
      'Copy',
    ),
  )

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text)
    button.textContent = 'Copied'
  } catch {
    button.textContent = 'Select and copy'
  }
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 1500)
}

// Sending

async function send(request) {
  state.answer = undefined
  $('answer').replaceChildren(...answerPanel('On its way …'))
  const began = performance.now()
  try {
    const answer = await fetch(...fetchArguments(request))
    const bytes = new Uint8Array(await answer.arrayBuffer())
    state.answer = {
      status: answer.status,
      type: answer.headers.get('content-type') ?? '',
      disposition: answer.headers.get('content-disposition') ?? '',
      bytes,
      tookMs: Math.round(performance.now() - began),
    }
  } catch (failure) {
    state.answer = { status: 0, type: '', disposition: '', bytes: new Uint8Array(), problem: failure.message }
  }
  $('answer').replaceChildren(...answerPanel())
}

function answerPanel(instead = 'Not sent yet.') {
  const { answer } = state
  if (!answer)
    return [
      el('div', { class: 'title' }, el('h3', { class: 'name-of' }, 'Answer')),
      el('p', { class: 'none quiet' }, instead),
    ]
  const isGood = answer.status >= 200 && answer.status < 300
  const facts =
    answer.problem ?? `${answer.tookMs} ms · ${answer.bytes.length.toLocaleString('en')} bytes · ${answer.type}`
  return [
    el(
      'div',
      { class: 'title' },
      el('h3', { class: 'name-of' }, 'Answer'),
      el('span', { class: `code ${isGood ? 'good' : 'bad'}`, id: 'status' }, String(answer.status || 'no answer')),
      el('small', {}, facts),
      answer.disposition ? saveButton(answer) : undefined,
    ),
    el('pre', { class: 'answer', id: 'body', tabindex: '0' }, shownBody(answer)),
  ]
}

function saveButton({ bytes, disposition }) {
  const name = decodeURIComponent(/filename\*=UTF-8''(\S+)/.exec(disposition)?.[1] ?? 'file')
  const save = () => {
    const url = URL.createObjectURL(new Blob([bytes]))
    el('a', { href: url, download: name }).click()
    URL.revokeObjectURL(url)
  }
  return el('button', { type: 'button', class: 'button small', onclick: save }, `Save ${name}`)
}

const LONGEST_SHOWN = 200_000

function shownBody({ bytes, type }) {
  const text = new TextDecoder().decode(bytes.subarray(0, LONGEST_SHOWN))
  const whole = bytes.length <= LONGEST_SHOWN
  if (type.includes('json') && whole) return highlighted(text)
  if (type.includes('xml')) return indentedXml(text)
  return /^(?:text|application\/json)/.test(type) || !text.includes('\u0000')
    ? text
    : `${bytes.length} bytes that are no text`
}

/** JSON with its colours, as nodes: nothing of an answer is ever markup. */
function highlighted(text) {
  let pretty
  try {
    pretty = JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
  // It is sound JSON: what begins as a string ends as one.
  const token = /("(?:[^"\\]|\\.)*"?)(:?)|true|false|null|-?\d[\d.e+-]*/g
  const nodes = []
  let last = 0
  for (const match of pretty.matchAll(token)) {
    const [found, string, colon] = match
    const kind = colon ? 'key' : string ? 'string' : /^[tfn]/.test(found) ? 'word' : 'number'
    nodes.push(pretty.slice(last, match.index), el('span', { class: kind }, string ?? found), colon ?? '')
    last = match.index + found.length
  }
  const fragment = document.createDocumentFragment()
  fragment.append(...nodes, pretty.slice(last))
  return fragment
}

function indentedXml(text) {
  let depth = 0
  return text
    .replace(/>\s*</g, '>\n<')
    .split('\n')
    .map((line) => {
      if (line.startsWith('</')) depth--
      const indented = '  '.repeat(Math.max(depth, 0)) + line
      if (/^<[^?/!][^>]*[^/]>$/.test(line) || /^<\w>$/.test(line)) depth++
      return indented
    })
    .join('\n')
}

show()
