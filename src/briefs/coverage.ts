import type { Signal } from '../signals/signal.ts'
import type { Material } from './material.ts'
import { listed, plural } from './words.ts'

/** Whose mailboxes, from when to when, and how many of what: counted over items, not over copies of them. */
export function readSummaryOf(material: Material): string {
  const { corpus, days } = material
  const count = (kind: Signal['kind']) => corpus.signals.filter((signal) => signal.kind === kind).length
  const mails = corpus.signals.filter((signal) => signal.kind === 'email')
  const boxes = corpus.coverage.filter((one) => one.source.startsWith('mail:'))
  const names = boxes.map((one) => ownerOf(material, one.source.slice('mail:'.length)))
  const first = mails.find((mail) => mail.at !== null)?.at
  const last = mails.findLast((mail) => mail.at !== null)?.at
  const span = first && last ? `, ${days.dayOf(first)} to ${days.dayOf(last)} ${days.timeOf(last)}` : ''
  const parts = [
    names.length > 0
      ? `${names.length === 1 ? 'Mailbox' : 'Mailboxes'} of ${listed(names)}${span}: ${plural(mails.length, 'message')}`
      : mails.length > 0
        ? plural(mails.length, 'message')
        : '',
    count('meeting') > 0 ? plural(count('meeting'), 'calendar event') : '',
    count('call') > 0 ? plural(count('call'), 'call') : '',
    count('document') > 0 ? plural(count('document'), 'document') : '',
    count('crm') > 0 ? `${material.crm}, ${plural(count('crm'), 'record')}` : '',
  ].filter((part) => part !== '')
  const deal = corpus.deal ? ` Deal: ${corpus.deal.name} (${corpus.deal.why}).` : ''
  return `${parts.length > 0 ? `${parts.join('; ')}.` : 'Nothing was read.'}${deal}`
}

/** A mailbox by its owner's name where the address or the part before the @ tells. */
function ownerOf(material: Material, box: string): string {
  const owner =
    material.people.find(box) ??
    material.people.all.find((one) => one.emails.some((email) => email.split('@')[0] === box.toLowerCase()))
  return owner ? material.people.first(owner) : box
}
