import type { FastifyRequest } from 'fastify'

/**
 * Whether a browser asks on behalf of another site's page. It adds the name and password that were once typed here by
 * itself (HTTP Basic), so nothing that changes anything may believe them then. Programs do not send the header.
 */
export const isCrossSite = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-site'] === 'cross-site'
