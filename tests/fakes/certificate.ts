import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** A certificate for 127.0.0.1 that signs itself, made anew for each test run; its key is nowhere else. */
export function makeCertificate(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const algorithm = sequence(oid([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]))
  const name = sequence(
    der(
      0x31,
      sequence(oid([0x55, 0x04, 0x03]), der(0x0c, Buffer.from(`a fake on loopback ${randomBytes(4).toString('hex')}`))),
    ),
  )
  const time = (at: Date) => der(0x18, Buffer.from(`${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`))
  const day = 86_400_000
  const spki = publicKey.export({ type: 'spki', format: 'der' })
  const extensions = [
    extension([0x55, 0x1d, 0x13], sequence(der(0x01, Buffer.from([0xff])))),
    extension([0x55, 0x1d, 0x11], sequence(der(0x87, Buffer.from([127, 0, 0, 1])))),
    extension([0x55, 0x1d, 0x0e], der(0x04, createHash('sha1').update(spki).digest())),
  ]
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(new Date(Date.now() - day)), time(new Date(Date.now() + day))),
    name,
    spki,
    der(0xa3, sequence(...extensions)),
  )
  const signature = sign('sha256', body, privateKey)
  const whole = sequence(body, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = (whole.toString('base64').match(/.{1,64}/g) ?? []).join('\n')
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  }
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function oid(bytes: number[]): Buffer {
  return der(0x06, Buffer.from(bytes))
}

function extension(id: number[], value: Buffer): Buffer {
  return sequence(oid(id), der(0x04, value))
}
