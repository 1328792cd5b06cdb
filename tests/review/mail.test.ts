import * as fc from 'fast-check'
import PostalMime from 'postal-mime'
import { describe, expect, it } from 'vitest'
import { contentHashOf } from '../../src/briefs/hash.ts'
import { makeDispatch } from '../../src/review/dispatch.ts'
import { composeMail } from '../../src/review/mail.ts'
import { parseAddress } from '../../src/review/recipients.ts'
import { INTERNAL, render, sampleBrief } from './desk.ts'

const content = {
  from: { email: 'ines@seller.example', name: 'Inès Düval' },
  to: [{ email: 'otto@buyer.example', name: 'Otto "the depot" Köhler, Dr.' }],
  subject: 'Übergabe: Orchard',
  text: 'Grüße\n.\nEnde',
  html: '<p>Grüße</p>',
}
const headOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1').split('\r\n\r\n')[0] ?? ''

describe('a composed mail', () => {
  it('is the same bytes for the same content, and leaves date and message id to the delivery', async () => {
    const first = await composeMail(content)
    expect(await composeMail(content)).toEqual(first)
    expect(headOf(first)).not.toMatch(/^(Date|Message-ID):/im)
  })

  it('reads back as what was put in, names and umlauts included', async () => {
    const mail = await PostalMime.parse(await composeMail(content))
    expect(mail).toMatchObject({
      from: { name: 'Inès Düval', address: 'ines@seller.example' },
      to: [{ name: 'Otto "the depot" Köhler, Dr.', address: 'otto@buyer.example' }],
      subject: 'Übergabe: Orchard',
    })
    expect(mail.text?.trim().split(/\r?\n/)).toEqual(['Grüße', '.', 'Ende'])
  })

  it('refuses line breaks and controls in subject and names', async () => {
    for (const evil of ['Hi\r\nBcc: eve@evil.example', 'Hi\nX: y', 'Hi\rX: y', 'Hi\u0000', 'Hi\u2028X', 'Hi\u0085X']) {
      await expect(composeMail({ ...content, subject: evil })).rejects.toMatchObject({ code: 'bad_input' })
      const to = [{ email: 'otto@buyer.example', name: evil }]
      await expect(composeMail({ ...content, to })).rejects.toMatchObject({ code: 'bad_input' })
      const from = { email: 'ines@seller.example', name: evil }
      await expect(composeMail({ ...content, from })).rejects.toMatchObject({ code: 'bad_input' })
    }
  })

  it('never has a header or a recipient that was not given, whatever the words are', async () => {
    const words = fc.string({ unit: 'binary', maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(words, words, words, async (subject, name, text) => {
        const bytes = await composeMail({
          ...content,
          subject,
          to: [{ email: 'otto@buyer.example', name }],
          text,
        }).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'bad_input' })
          return null
        })
        if (bytes === null) return
        const mail = await PostalMime.parse(bytes)
        expect(mail.to?.map(({ address }) => address)).toEqual(['otto@buyer.example'])
        const allowed = ['from', 'to', 'subject', 'mime-version', 'content-type', 'content-transfer-encoding']
        expect(mail.headers.map(({ key }) => key).filter((key) => !allowed.includes(key))).toEqual([])
        expect(new Set(mail.headers.map(({ key }) => key)).size).toBe(mail.headers.length)
      }),
      { numRuns: 200 },
    )
  })

  it('is refused when it is too large to arrive, and without recipients', async () => {
    await expect(composeMail({ ...content, text: 'x'.repeat(11_000_000) })).rejects.toThrow(/10000000 is the limit/)
    await expect(composeMail({ ...content, to: [] })).rejects.toMatchObject({ code: 'bad_input' })
  })
})

describe('an address', () => {
  it('is one mailbox in one spelling', () => {
    expect(parseAddress(' Otto.K+x@Buyer.Example ')).toBe('otto.k+x@buyer.example')
    expect(parseAddress('otto@bücher.example')).toBe('otto@xn--bcher-kva.example')
  })

  it.each([
    'otto@a.example, eve@evil.example',
    'otto@a.example;eve@evil.example',
    'team: otto@a.example, eve@evil.example;',
    'Otto <otto@a.example>',
    '"otto@a.example"@evil.example',
    'otto@a.example\r\nRCPT TO:<eve@evil.example>',
    'otto@a.example>',
    'otto(comment)@a.example',
    'otto@',
    '@a.example',
    'otto@localhost',
    'otto@[127.0.0.1]',
    '.otto@a.example',
    'ot..to@a.example',
    `${'o'.repeat(65)}@a.example`,
    `otto@${'a'.repeat(250)}.example`,
    'otto@a.example\u0000',
    'ötto@a.example',
  ])('is refused as %j', (address) => {
    expect(() => parseAddress(address)).toThrow(expect.objectContaining({ code: 'bad_input' }))
  })
})

describe('the two hashes', () => {
  it('the content hash is of the words alone, the dispatch hash of everything that would leave', async () => {
    const brief = sampleBrief(1)
    expect(
      contentHashOf({
        ...brief,
        id: 'b_000000000000000f',
        revision: 9,
        usage: { tokens: 1 },
        rejected: [{ kind: 'x', text: null, reason: 'y' }],
      }),
    ).toBe(brief.contentHash)
    const base = await makeDispatch(brief, INTERNAL, render)
    const others = await Promise.all([
      makeDispatch({ ...brief, revision: 2 }, INTERNAL, render),
      makeDispatch(brief, { ...INTERNAL, channel: 'email-smtp' }, render),
      makeDispatch(brief, { ...INTERNAL, audience: 'record' }, render),
      makeDispatch(brief, { ...INTERNAL, sender: { email: 'ruth@seller.example', name: 'Ines Duval' } }, render),
      makeDispatch(brief, { ...INTERNAL, sender: { email: 'ines@seller.example', name: 'Ines D.' } }, render),
      makeDispatch(brief, { ...INTERNAL, recipients: [{ email: 'eve@seller.example' }] }, render),
      makeDispatch(brief, INTERNAL, (...args) => ({ ...render(...args), subject: 'Other' })),
      makeDispatch(brief, INTERNAL, (...args) => ({ ...render(...args), text: 'Other' })),
      makeDispatch(brief, INTERNAL, (...args) => ({
        ...render(...args),
        attachments: [{ name: 'a.txt', mediaType: 'text/plain', bytes: Buffer.from('a') }],
      })),
    ])
    const hashes = [base, ...others].map(({ hash }) => hash)
    expect(new Set(hashes).size).toBe(hashes.length)
    expect((await makeDispatch(brief, INTERNAL, render)).hash).toBe(base.hash)
  })
})
