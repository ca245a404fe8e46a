import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Domain } from '../../../domain.ts'
import { requestAddress } from '../../http.ts'
import { checkNativeAddress } from '../admit.ts'
import type { ApiBrowser } from '../handler.ts'
import { forgetSession, keepSession, siteOf } from './session-cookie.ts'

/** Worked out only where somebody asks: few operations do. */
export const makeBrowser = ({ access }: Domain, request: FastifyRequest, reply: FastifyReply): ApiBrowser => ({
  get address() {
    return requestAddress(request)
  },
  get agent() {
    return request.headers['user-agent'] ?? ''
  },
  get site() {
    return siteOf(request)
  },
  session: request.session,
  checkAddress: () => checkNativeAddress(access, requestAddress(request)),
  keepSession: ({ token, expiresAt }) => keepSession(request, reply, token, expiresAt),
  forgetSession: () => forgetSession(request, reply),
})
