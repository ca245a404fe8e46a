import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { hasten, judge, makeConnection } from './connection.ts'

const PACE = { headMs: 20_000, bytesPerSecond: 1000 }

/** A connection of which the test says what was read, written and taken. */
function open() {
  const handle = { writeQueueSize: 0, bytesWritten: 0 }
  const socket = { bytesRead: 0, paused: false, isPaused: () => socket.paused, _handle: handle }
  const connection = makeConnection(socket as unknown as Socket, false, 0)
  const request = { complete: false }
  const response = { writableFinished: false }
  return {
    ...{ handle, socket, request, response },
    begin() {
      connection.request = request as IncomingMessage
      connection.response = response as ServerResponse
      connection.used = true
    },
    at: (seconds: number, pace = PACE) => judge(connection, seconds * 1000, pace),
  }
}

describe('a head', () => {
  test('may take so long from its first byte, however long nothing was said before', () => {
    const { at, socket } = open()
    expect(at(50)).toBeUndefined()
    socket.bytesRead = 10
    expect([at(51), at(70.9), at(71)]).toEqual([undefined, undefined, 'late_head'])
  })

  test('is not helped by a byte now and then', () => {
    const { at, socket } = open()
    const verdicts = Array.from({ length: 22 }, (_, second) => {
      socket.bytesRead += 10
      return at(second)
    })
    expect(verdicts.indexOf('late_head')).toBe(20)
  })

  test('counts anew for the next request of a connection, and an empty line is not one', () => {
    const { at, begin, socket, request, response } = open()
    socket.bytesRead = 100
    begin()
    request.complete = true
    response.writableFinished = true
    expect(at(1)).toBeUndefined()
    socket.bytesRead = 102
    expect([at(2), at(60)]).toEqual([undefined, undefined])
    socket.bytesRead = 110
    expect([at(61), at(81)]).toEqual([undefined, 'late_head'])
  })

  test('that comes while we still owe an answer waits for us', () => {
    const { at, begin, socket, request, response } = open()
    begin()
    request.complete = true
    socket.bytesRead = 50
    expect([at(1), at(1000)]).toEqual([undefined, undefined])
    response.writableFinished = true
    expect([at(1001), at(1030)]).toEqual([undefined, undefined])
  })

  test('never begun ends a connection after a minute, unless it was used', () => {
    const silent = open()
    expect([silent.at(59.9), silent.at(60)]).toEqual([undefined, 'silent'])
    const used = open()
    used.begin()
    used.request.complete = true
    used.response.writableFinished = true
    expect([used.at(1), used.at(100)]).toEqual([undefined, undefined])
  })
})

describe('a body', () => {
  test('goes on for hours at the least rate, and is cut below it', () => {
    const { at, begin, socket } = open()
    begin()
    at(0)
    for (let seconds = 30; seconds <= 36_000; seconds += 30) {
      socket.bytesRead += 30_000
      expect(at(seconds)).toBeUndefined()
    }
    socket.bytesRead += 29_999
    expect(at(36_030)).toBe('slow_sender')
  })

  test('may pause for less than half a minute', () => {
    const { at, begin, socket } = open()
    begin()
    at(0)
    expect(at(29.9)).toBeUndefined()
    socket.bytesRead += 40_000
    expect(at(30)).toBeUndefined()
  })

  test('is not slow while we do not read', () => {
    const { at, begin, socket } = open()
    begin()
    at(0)
    socket.paused = true
    expect([at(29), at(1000)]).toEqual([undefined, undefined])
    socket.paused = false
    expect([at(1001), at(1030), at(1031)]).toEqual([undefined, undefined, 'slow_sender'])
  })
})

describe('an answer', () => {
  test('is taken at the least rate or cut', () => {
    const { at, begin, handle, request } = open()
    begin()
    request.complete = true
    Object.assign(handle, { bytesWritten: 10_000_000, writeQueueSize: 9_000_000 })
    expect(at(0)).toBeUndefined()
    handle.writeQueueSize -= 30_000
    expect([at(29), at(30)]).toEqual([undefined, undefined])
    handle.writeQueueSize -= 29_999
    expect(at(60)).toBe('slow_reader')
  })

  test('that holds what there is little of must be taken faster', () => {
    const { at, begin, handle, request, response } = open()
    hasten(response as ServerResponse)
    begin()
    request.complete = true
    Object.assign(handle, { bytesWritten: 10_000_000, writeQueueSize: 9_000_000 })
    at(0)
    handle.writeQueueSize -= 100_000
    expect(at(30)).toBe('slow_reader')
  })

  test('of which nothing is left with us is not slow, and neither is one that nobody has begun', () => {
    const { at, begin, handle, request } = open()
    begin()
    request.complete = true
    expect([at(0), at(1000)]).toEqual([undefined, undefined])
    Object.assign(handle, { bytesWritten: 10_000_000, writeQueueSize: 1 })
    expect(at(1001)).toBeUndefined()
    handle.writeQueueSize = 0
    expect([at(1030), at(1031)]).toEqual([undefined, undefined])
  })
})

test('zero is no limit', () => {
  const none = { headMs: 0, bytesPerSecond: 0 }
  const { at, begin, handle, socket } = open()
  socket.bytesRead = 10
  expect([at(0, none), at(1000, none)]).toEqual([undefined, undefined])
  begin()
  handle.writeQueueSize = 10
  expect([at(1001, none), at(2000, none)]).toEqual([undefined, undefined])
})
