import type { Desk } from './desk.ts'

/** In words, a line each, for whoever decides; empty where nothing is to be said. */
export function deskWords({ newer, taken, assignedTo, snoozedUntil, expiresAt }: Desk, state: string): string[] {
  const minute = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`
  return [
    ...(newer === null ? [] : [`newer: ${newer.id}; update (${newer.changes} changes)`]),
    ...(taken === null ? [] : [`${taken.by} reads it, until ${minute(taken.until)}`]),
    ...(assignedTo === null ? [] : [`assigned to ${assignedTo}`]),
    ...(snoozedUntil === null ? [] : [`sleeps until ${minute(snoozedUntil)}`]),
    ...(expiresAt === null || state !== 'pending' ? [] : [`waits for a decision until ${minute(expiresAt)}`]),
  ]
}
