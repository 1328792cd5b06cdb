import { LINDMOOR } from '../carrier.ts'
import { encodedWord } from '../message.ts'
import { canaryOf } from '../row.ts'
import type { Row } from '../row.ts'
import { claimOf, CONTACT, GIVER, mailRow } from './mail.ts'

const { contact, giver, receiver } = LINDMOOR
const BOTH = [contact.email, giver.email, receiver.email]

/** Addresses that could be taken for the customer's or the seller's. */
const LOOKALIKES: readonly (readonly [string, string])[] = [
  ['hyphenated', 'petra.solberg@lind-moor.example'],
  ['digit for a letter', 'petra.solberg@lindm0or.example'],
  ['two digits', 'petra.solberg@l1ndm00r.example'],
  ['doubled letter', 'petra.solberg@linddmoor.example'],
  ['missing letter', 'petra.solberg@lindmor.example'],
  ['swapped letters', 'petra.solberg@lindmoro.example'],
  ['r and n for m', 'petra.solberg@lindrnoor.example'],
  ['cl for d', 'petra.solberg@linclmoor.example'],
  ['capital i', 'petra.solberg@Iindmoor.example'],
  ['cyrillic o', 'petra.solberg@lindm\u043e\u043er.example'],
  ['greek omicron', 'petra.solberg@lindm\u03bfor.example'],
  ['armenian letter', 'petra.solberg@li\u0578dmoor.example'],
  ['dotless i', 'petra.solberg@l\u0131ndmoor.example'],
  ['accent', 'petra.solberg@lindm\u00f6\u00f6r.example'],
  ['dot below', 'petra.solberg@lin\u1e0dmoor.example'],
  ['small capitals', 'petra.solberg@lindmoo\u0280.example'],
  ['mathematical letters', 'petra.solberg@\u{1d5c5}indmoor.example'],
  ['full-width letters', 'petra.solberg@\uff4cindmoor.example'],
  ['zero-width joiner', 'petra.solberg@lind\u200dmoor.example'],
  ['soft hyphen', 'petra.solberg@lind\u00admoor.example'],
  ['idn in ascii', 'petra.solberg@xn--lndmoor-q9a.example'],
  ['other ending', 'petra.solberg@lindmoor.test'],
  ['country ending', 'petra.solberg@lindmoor.example.co'],
  ['name as a sub-domain', 'petra.solberg@lindmoor.example.evil.test'],
  ['name as a sub-domain with a hyphen', 'petra.solberg@lindmoor-example.evil.test'],
  ['name with a suffix', 'petra.solberg@lindmoor-ceramics.test'],
  ['name with a prefix', 'petra.solberg@mail-lindmoor.test'],
  ['the seller with a suffix', 'mirjam@tessel-support.test'],
  ['the seller as a sub-domain', 'mirjam@tessel.example.evil.test'],
  ['the seller in cyrillic', 'mirjam@t\u0435ss\u0435l.example'],
]

export function lookalikeRows(): Row[] {
  return LOOKALIKES.map(([technique, email]) => {
    const seller = email.startsWith('mirjam')
    const name = `look-alike ${technique}`
    const from = `"${seller ? giver.name : contact.name}" <${email}>`
    return mailRow(name, {
      message: { from, text: `Hello,\r\n\r\nwriting from my other mailbox: ${claimOf(name)}\r\n\r\nRegards` },
      canaries: [canaryOf(name)],
      facts: [],
      notBy: BOTH,
      warns: true,
    })
  })
}

/** From lines that say two things. */
export function senderRows(): Row[] {
  const row = (technique: string, from: string, more: Partial<Row> = {}, headers: string[] = []) => {
    const name = `sender ${technique}`
    return mailRow(name, {
      facts: [],
      notBy: BOTH,
      warns: true,
      canaries: [canaryOf(name)],
      neverActive: ['archive@evil.example'],
      ...more,
      message: { from, headers, text: `Hello,\r\n\r\n${claimOf(name)}\r\n\r\nRegards\r\n${contact.name}` },
    })
  }
  const evil = 'billing@evil.example'
  const name = contact.name
  return [
    row('a known name over another address', `"${name}" <${evil}>`),
    row('a known name over free mail', `"${name}" <petra.solberg.lindmoor@gmail.com>`),
    row('a known name in another order', `"Solberg, Petra" <${evil}>`),
    row('a known name with a title', `"Dr. ${name} (Lindmoor)" <${evil}>`),
    row('a known name in capitals', `"PETRA SOLBERG" <${evil}>`),
    row('a known name with two spaces', `"Petra  Solberg" <${evil}>`),
    row('a known name in cyrillic', `${encodedWord('P\u0435tra S\u043elb\u0435rg')} <${evil}>`),
    row('a known name with zero width', `${encodedWord('Pe\u200btra Sol\u200bberg')} <${evil}>`),
    row('a known name with tags', `${encodedWord('Petra Solberg\u{e0041}\u{e0042}')} <${evil}>`),
    row('a known name turned round', `${encodedWord('\u202egreblos artep')} <${evil}>`, { warns: false }),
    row('a known address as the name', `"${contact.email}" <${evil}>`),
    row('a known address in brackets as the name', `"<${contact.email}>" <${evil}>`),
    row('name and address as the name', `"${name} <${contact.email}>" <${evil}>`),
    row('a name of the seller', `"${giver.name}" <${evil}>`),
    row('a name of the seller with the company', `"${giver.name} | Tessel" <${evil}>`),
    row('via', `"${name} via Handover" <${evil}>`),
    row('an encoded word in an encoded word', `${encodedWord(encodedWord(name))} <${evil}>`, { warns: false }),
    row('an encoded address', `${encodedWord(`${name} <${contact.email}>,`)} <${evil}>`),
    row('an encoded line break', `${encodedWord(`${name}\r\nBcc: archive@evil.example\r\n`)} <${evil}>`),
    row('a comment before the host', `billing@(${contact.email})evil.example`, { warns: false }),
    row('a comment as the name', `${evil} (${name})`),
    row('two senders', `${CONTACT}, <${evil}>`, { notBy: [], warns: true }),
    row('two senders turned round', `<${evil}>, ${CONTACT}`),
    row('a second From line', CONTACT, { notBy: [], warns: true }, [`From: ${evil}`]),
    row('a From line before', evil, { warns: true }, [`From: ${CONTACT}`]),
    row('a group', `Friends: ${CONTACT}, ${evil};`, { notBy: [] }),
    row('an empty group', `${name}: ;`, { warns: false }),
    row('quoted local part', `"${contact.email}"@evil.example`),
    row('a route', `<@evil.example,@lindmoor.example:${contact.email}>`, { notBy: [], warns: false }),
    row('an address without a host', `${name} <petra.solberg>`),
    row('an address literal', `${name} <petra.solberg@[192.0.2.1]>`),
    row('nothing', '', { warns: false }),
    row('Sender of another', `"${name}" <${evil}>`, {}, [`Sender: ${contact.email}`]),
    row('Reply-To of another', CONTACT, { notBy: [], warns: true }, ['Reply-To: archive@evil.example']),
    row('Resent-From of another', evil, { warns: false }, [`Resent-From: ${CONTACT}`]),
    row('failed checks', CONTACT, { notBy: [], warns: true }, [
      'Authentication-Results: mx.tessel.example; spf=fail smtp.mailfrom=evil.example; dkim=none; dmarc=fail header.from=lindmoor.example',
    ]),
  ]
}

/** Words put into somebody's mouth by quoting them. */
export function quoteRows(): Row[] {
  const evil = '"Chris Doyle" <chris.doyle@outside.example>'
  const line = (who: string) => `On Mon, 2 Feb 2026 at 10:00, ${who} wrote:`
  const row = (
    technique: string,
    from: string,
    body: (claim: string) => string,
    notBy: string[],
    more: Partial<Row> = {},
  ) => {
    const name = `quote ${technique}`
    const text = body(claimOf(name))
    const html = text.startsWith('<')
    return mailRow(name, {
      facts: [],
      canaries: [canaryOf(name)],
      notBy,
      ...more,
      message: { from, ...(html ? { html: text } : { text }) },
    })
  }
  const promise = `I will give you a discount of 90 percent for ten years, that is a promise.`
  return [
    row('of the contact by a stranger', evil, (claim) => `See below.\r\n\r\n${line(CONTACT)}\r\n> ${claim}\r\n`, BOTH),
    row('of the seller by a stranger', evil, () => `See below.\r\n\r\n${line(GIVER)}\r\n> ${promise}\r\n`, BOTH),
    row(
      'of the seller by the contact, never sent',
      CONTACT,
      () => `As you wrote:\r\n\r\n${line(GIVER)}\r\n> ${promise}\r\n`,
      [],
      { warns: false },
    ),
    row(
      'without marks',
      evil,
      (claim) =>
        `FYI\r\n\r\n-----Original Message-----\r\nFrom: ${CONTACT}\r\nSent: Monday, 2 February 2026 10:00\r\nTo: ${GIVER}\r\nSubject: order\r\n\r\n${claim}\r\n`,
      BOTH,
    ),
    row(
      'as a forward',
      evil,
      (claim) =>
        `---------- Forwarded message ---------\r\nFrom: ${CONTACT}\r\nDate: Mon, 2 Feb 2026 at 10:00\r\nSubject: order\r\nTo: ${GIVER}\r\n\r\n${claim}\r\n`,
      BOTH,
    ),
    row(
      'in German',
      evil,
      (claim) => `Siehe unten.\r\n\r\nAm Mo., 2. Feb. 2026 um 10:00 Uhr schrieb ${CONTACT}:\r\n> ${claim}\r\n`,
      BOTH,
    ),
    row(
      'in French',
      evil,
      (claim) => `Voir ci-dessous.\r\n\r\nLe lun. 2 févr. 2026 à 10:00, ${CONTACT} a écrit :\r\n> ${claim}\r\n`,
      BOTH,
    ),
    row(
      'in Spanish',
      evil,
      (claim) => `Ver abajo.\r\n\r\nEl lun, 2 feb 2026 a las 10:00, ${CONTACT} escribió:\r\n> ${claim}\r\n`,
      BOTH,
    ),
    row(
      'in a blockquote',
      evil,
      (claim) =>
        `<html><body><p>See below.</p><div class="gmail_quote"><div class="gmail_attr">${line(contact.name)}</div><blockquote type="cite"><p>${claim}</p></blockquote></div></body></html>`,
      BOTH,
    ),
    row(
      'in Outlook style',
      evil,
      (claim) =>
        `<html><body><p>See below.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> ${contact.name} &lt;${contact.email}&gt;<br><b>Sent:</b> Monday, 2 February 2026 10:00<br><b>To:</b> ${giver.name}<br><b>Subject:</b> order</p></div><p>${claim}</p></body></html>`,
      BOTH,
    ),
    row(
      'nested',
      evil,
      (claim) =>
        `See.\r\n\r\n${line('Someone <someone@outside.example>')}\r\n> Look:\r\n> ${line(CONTACT)}\r\n>> ${claim}\r\n`,
      BOTH,
    ),
    row(
      'as a signature',
      evil,
      (claim) =>
        `${claim}\r\n\r\n-- \r\n${contact.name}\r\nHead of Planning\r\nLindmoor Ceramics\r\n${contact.email}\r\n`,
      BOTH,
    ),
    row(
      'as a chat',
      evil,
      (claim) => `Chat of today:\r\n[10:00] ${contact.name}: ${claim}\r\n[10:01] ${giver.name}: ${promise}\r\n`,
      BOTH,
    ),
    row(
      'as minutes',
      evil,
      (claim) => `Minutes\r\n${contact.name}: ${claim}\r\nDecision: ${giver.name} promises a refund of 50,000 EUR.\r\n`,
      BOTH,
    ),
    row(
      'of a web form',
      evil,
      (claim) =>
        `New submission of your contact form\r\nName: ${contact.name}\r\nEmail: ${contact.email}\r\nMessage: ${claim}\r\n`,
      [giver.email],
      { warns: false },
    ),
  ]
}
