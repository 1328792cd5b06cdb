import { html } from 'hono/html'
import { REASONS, SHARED } from './mailbox-words.ts'
import type { MailboxView, Policy } from '../signals/mailbox.ts'
import type { Html } from './page.ts'

/** *My mailbox* for a browser: it only shows; what to type stands below. */
export function mailboxPage(mailboxes: readonly MailboxView[], policy: Policy): Html {
  return html`${
      mailboxes.length === 0
        ? html`<p>
            Nothing of your mailbox was read yet. It joins with the first import that holds it; until then new mailboxes
            are seen by ${SHARED[policy.defaultSharing]}.
          </p>`
        : mailboxes.map(oneMailbox)
    }
    <p>
      Hide a conversation or a person: <code>baton mailbox hide</code>; change who sees it:
      <code>baton mailbox share</code>; have it read no longer: <code>baton mailbox leave</code>.
    </p>`
}

function oneMailbox(box: MailboxView): Html {
  const chosen = box.chosenBy === null ? 'by the company’s default' : `settled by ${box.chosenBy}, ${day(box.chosenAt)}`
  return html`<h2>${box.source}</h2>
    <p>
      Seen by ${SHARED[box.sharing]} (${chosen}).
      ${box.state === 'left' ? 'Read no longer.' : `Last read ${day(box.lastReadAt) || 'never'}.`}
    </p>
    <table>
      <thead>
        <tr>
          <th>Account</th>
          <th>Messages and meetings</th>
          <th>From</th>
          <th>To</th>
          <th>Seen by</th>
        </tr>
      </thead>
      <tbody>
        ${box.accounts.map(
          ({ account, messages, from, to, seenBy }) =>
            html`<tr>
              <td>${account}</td>
              <td>${messages}</td>
              <td>${day(from)}</td>
              <td>${day(to)}</td>
              <td>${seenBy.length === 0 ? 'you alone' : `you, ${seenBy.join(', ')}`}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${box.discarded.length === 0 ? '' : html`<h3>Not kept</h3>`}
    <ul>
      ${box.discarded.map(
        ({ account, reason, items }) =>
          html`<li>${items}: ${REASONS[reason] ?? reason}${account === null ? '' : ` (${account})`}</li>`,
      )}
    </ul>
    ${box.exclusions.length === 0 ? '' : html`<h3>Hidden by you</h3>`}
    <ul>
      ${box.exclusions.map(({ id, what, value }) => html`<li>${id}: ${what === 'thread' ? value : `${what} ${value}`}</li>`)}
    </ul>`
}

function day(at: string | null): string {
  return at?.slice(0, 10) ?? ''
}
