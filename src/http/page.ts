import { html } from 'hono/html'

export type Html = ReturnType<typeof html>

/** The frame of every plain page: one stylesheet, no script. `who` stands above, with what leads out. */
export function page(title: string, body: Html, who: Html | string = ''): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Baton</title>
        <link rel="stylesheet" href="/style.css" />
      </head>
      <body>
        <main>
          ${who}
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`
}
