import { html } from 'hono/html'
import type { Context } from 'hono'
import type { Html } from './page.ts'
import type { Env } from './request.ts'

/** Above a page: whom it is for, and for a browser that signed in the way out. */
export function signedInLine(context: Context<Env>, person: string): Html {
  if (context.get('credential').kind !== 'session') return html`<p class="meta">as ${person}</p>`
  return html`<form class="meta" method="post" action="/sign-out">
    as <a href="/me">${person}</a> <button>Sign out</button>
  </form>`
}
