import {
  AWAY_BODY,
  AWAY_SUBJECT,
  BOUNCE_SENDER,
  BOUNCE_SUBJECT,
  CALENDAR_BODY,
  CALENDAR_SUBJECT,
  NEWSLETTER_BODY,
  NOTICE_BODY,
  ROBOT_SENDER,
} from './automatic-lexicon.ts'
import type { Automatic, Party } from './signal.ts'

export type AutomaticFrame = { from: Party | null; subject: string; text: string; headers: Record<string, string> }

/** Why a message was not written by a person for its reader; null for a person's own mail. */
export function automaticKind(mail: AutomaticFrame): Automatic | null {
  const { headers, subject } = mail
  const sender = mail.from?.email ?? ''
  const local = sender.split('@')[0] ?? ''
  const type = (headers['content-type'] ?? '').toLowerCase()
  const head = mail.text.slice(0, 1500)
  const robot = ROBOT_SENDER.test(local)
  const returnPath = headers['return-path']?.trim()
  if (type.includes('multipart/report') || headers['x-failed-recipients'] !== undefined || BOUNCE_SENDER.test(local)) {
    return type.includes('disposition-notification') ? 'other' : 'bounce'
  }
  if (returnPath === '<>' && BOUNCE_SUBJECT.test(subject)) return 'bounce'
  const submitted = (headers['auto-submitted'] ?? 'no').toLowerCase()
  const replied =
    submitted.startsWith('auto-replied') ||
    headers['x-autoreply'] !== undefined ||
    headers['x-autorespond'] !== undefined
  if (AWAY_SUBJECT.test(subject) || (replied && !CALENDAR_SUBJECT.test(subject)))
    return AWAY_BODY.test(head) || AWAY_SUBJECT.test(subject) ? 'out_of_office' : 'other'
  if (type.startsWith('text/calendar') || /method=(?:request|reply|cancel|counter)/.test(type)) return 'calendar'
  if (CALENDAR_SUBJECT.test(subject) && (CALENDAR_BODY.test(mail.text) || mail.text.trim() === '')) return 'calendar'
  if (CALENDAR_BODY.test(head) && head.length < 900) return 'calendar'
  if (headers['list-unsubscribe'] !== undefined || headers['feedback-id'] !== undefined)
    return NOTICE_BODY.test(subject) ? 'other' : 'newsletter'
  const precedence = (headers['precedence'] ?? '').toLowerCase()
  if (/bulk|junk/.test(precedence) || (precedence === 'list' && robot))
    return NEWSLETTER_BODY.test(mail.text) ? 'newsletter' : 'other'
  if (robot && NEWSLETTER_BODY.test(mail.text)) return 'newsletter'
  if (submitted.startsWith('auto-')) return 'other'
  if (robot) return 'other'
  if (AWAY_BODY.test(mail.text.slice(0, 400)) && mail.text.length < 900) return 'out_of_office'
  return null
}

/** Whether an address belongs to a machine or a list and not to a person. */
export function isRobotAddress(email: string): boolean {
  return ROBOT_SENDER.test(email.split('@')[0] ?? '')
}
