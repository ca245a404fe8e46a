import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto'

/** A self-signed certificate for one host name: made when it is needed, so that none in the tests ever runs out. */
export function makeCertificate(hostname: string, { days = 1 }: { days?: number } = {}) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const now = Date.now()
  const [from, until] = [now + Math.min(0, days - 1) * DAY - DAY, now + days * DAY]
  const name = sequence(set(sequence(oid('550403'), text(hostname))))
  const algorithm = sequence(oid('2a8648ce3d040302'))
  // Subject alternative name, and an authority's mark so that it can be its own authority.
  const extensions = sequence(
    sequence(oid('551d11'), octets(sequence(tagged(0x82, Buffer.from(hostname))))),
    sequence(oid('551d13'), Buffer.from([1, 1, 0xff]), octets(sequence(Buffer.from([1, 1, 0xff])))),
  )
  const body = sequence(
    tagged(0xa0, Buffer.from([2, 1, 2])),
    Buffer.from([2, 1, 1]),
    algorithm,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, extensions),
  )
  const der = sequence(body, algorithm, tagged(3, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)])))
  const certificate = new X509Certificate(der)
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: certificate.toString(),
    pin: certificate.fingerprint256,
  }
}

const DAY = 86_400_000

function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

const sequence = (...parts: Buffer[]) => tagged(0x30, ...parts)
const set = (...parts: Buffer[]) => tagged(0x31, ...parts)
const oid = (hex: string) => tagged(6, Buffer.from(hex, 'hex'))
const octets = (content: Buffer) => tagged(4, content)
const text = (value: string) => tagged(0x0c, Buffer.from(value))
const time = (instant: number) => {
  const [date = '', clock = ''] = new Date(instant).toISOString().split('T')
  return tagged(0x18, Buffer.from(`${date.replaceAll('-', '')}${clock.slice(0, 8).replaceAll(':', '')}Z`))
}
