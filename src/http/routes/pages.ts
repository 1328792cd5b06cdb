import { createHash } from 'node:crypto'
import { html } from 'hono/html'
import { listPeople } from '../../access/acting.ts'
import { assertCredential } from '../../access/credential.ts'
import { SYSTEM } from '../../db/viewer.ts'
import { renderHtml } from '../../briefs/render-html.ts'
import { AppError } from '../../lib/errors.ts'
import { needs, open } from '../access.ts'
import { nextCommand } from '../next-command.ts'
import { page } from '../page.ts'
import { queueOf } from '../queue.ts'
import { shownBrief } from '../shown.ts'
import { viewerOf } from '../request.ts'
import { signedInLine } from '../who.ts'
import type { Context } from 'hono'
import type { Html } from '../page.ts'
import type { Waiting } from '../queue.ts'
import type { AddRoutes, Env, Services } from '../request.ts'

/** The plain pages for a browser; they only show. What to type stands beside what waits. */
export const pageRoutes: AddRoutes = (app, services) => {
  app.get('/', open(), (context) => context.redirect('/queue', 303))
  app.get('/queue', open(), async (context) => {
    assertCredential(context.get('credential'), 'queue.read')
    const person = await whoLooks(context, services)
    if (typeof person !== 'string') return context.html(page('Who are you?', chooser(person.people)))
    const viewer = await viewerOf(context, services)
    const queue = await services.database.as(viewer, (trx) => queueOf(trx, viewer))
    const as = context.req.query('as')
    return context.html(
      page(
        'Queue',
        queueTable(queue, as === undefined ? '' : `?as=${encodeURIComponent(as)}`),
        signedInLine(context, person),
      ),
    )
  })
  app.get('/briefs/:id', needs('brief.read', 'brief'), async (context) => {
    const viewer = await viewerOf(context, services)
    const revision = Number(context.req.query('revision') ?? 0)
    const shown = await services.database.as(viewer, (trx) =>
      shownBrief(trx, context.req.param('id'), revision > 0 ? revision : undefined),
    )
    const struck = shown.struck ? ', some words were taken out since' : ''
    const state = shown.intact ? `revision ${shown.brief.revision}, ${shown.state}${struck}` : 'CHANGED IN THE DATABASE'
    const rendered = renderHtml(shown.brief, { state })
    context.header('content-security-policy', policyFor(rendered))
    return context.html(rendered)
  })
}

/** The person this page is for, or whom to choose from. */
async function whoLooks(context: Context<Env>, services: Services): Promise<string | { people: string[] }> {
  try {
    return (await viewerOf(context, services)).person
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'bad_call' || context.req.query('as') !== undefined) throw error
    const people = await services.database.as(SYSTEM, (trx) => listPeople(trx))
    return { people: people.map(({ email }) => email) }
  }
}

/** The rendering carries its own style; exactly that text is let through, and still no script, image or font. */
function policyFor(rendered: string): string {
  const styles = [...rendered.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(
    ([, text]) =>
      `'sha256-${createHash('sha256')
        .update(text ?? '')
        .digest('base64')}'`,
  )
  return `default-src 'none'; style-src ${styles.join(' ') || "'none'"}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
}

function chooser(people: readonly string[]): Html {
  if (people.length === 0)
    return html`<p>Nobody is known yet. Import a folder first: <code>baton import</code> with its path.</p>`
  return html`<p>Everything here is seen and done as one person.</p>
    <ul>
      ${people.map((email) => html`<li><a href="/queue?as=${encodeURIComponent(email)}">${email}</a></li>`)}
    </ul>`
}

function queueTable(queue: readonly Waiting[], query: string): Html {
  if (queue.length === 0)
    return html` <p>Nothing waits. A draft comes here with: <code>baton brief</code> and an account’s name.</p>`
  return html` <table>
    <thead>
      <tr>
        <th>Account</th>
        <th>Handover</th>
        <th>Waits for</th>
        <th>Since</th>
        <th>What to type</th>
      </tr>
    </thead>
    <tbody>
      ${queue.map(
        (row) =>
          html`<tr>
            <td>
              ${row.stranded ? row.account : html`<a href="/briefs/${encodeURIComponent(row.id)}${query}">${row.account}</a>`}
            </td>
            <td>${row.handoff}<br /><span class="meta">${row.from ?? 'not named'} → ${row.to ?? 'not named'}</span></td>
            <td>
              ${WORDS[row.waits]}${row.inPlaceOf === null ? '' : html`<br /><span class="meta">for ${row.inPlaceOf}</span>`}${row.reason === null ? '' : html`<br /><span class="gap">${row.reason}</span>`}
            </td>
            <td><time datetime="${row.since}">${row.since.slice(0, 16).replace('T', ' ')}</time></td>
            <td><code>${nextCommand(row)}</code></td>
          </tr>`,
      )}
    </tbody>
  </table>`
}

const WORDS: Record<Waiting['waits'], string> = {
  review: 'approval',
  redraft: 'a new draft',
  delivery: 'a look at its delivery',
  acceptance: 'the receiver’s answer',
  answer: 'the sender’s answer',
}
