import { mailed, message, times } from '../flood.ts'
import type { Flood } from '../flood.ts'

const html = (name: string, most: number, make: (n: number) => string) =>
  mailed(name, most, (n) => message('', make(n), 'text/html; charset=utf-8'))

export const PAGES: Flood[] = [
  html('nested blocks', 100_000, (n) => '<div>'.repeat(n) + 'words'),
  html('nested inline', 100_000, (n) => '<b><i>'.repeat(n / 2) + 'words'),
  html('nested quotes of a page', 30_000, (n) => '<blockquote>'.repeat(n) + 'words'),
  html('unclosed formatting in blocks', 20_000, (n) => '<b><i><u><div>'.repeat(n / 4) + 'words'),
  html(
    'formatting with attributes',
    4000,
    (n) => `${times(n, (index) => `<font color="#${index}">`)}${'<p>x'.repeat(n)}`,
  ),
  html('table rows', 60_000, (n) => `<table>${'<tr><td>a<td>b'.repeat(n / 2)}</table>`),
  html('nested tables', 20_000, (n) => '<table><tr><td>'.repeat(n / 3) + 'words'),
  html('foster parents', 60_000, (n) => `<table>${'<b>x'.repeat(n)}</table>`),
  html('attributes on one tag', 100_000, (n) => `<p ${times(n, (index) => `a${index}=x `)}>words</p>`),
  html('entities', 400_000, (n) => '&amp;'.repeat(n / 2)),
  html('comments', 200_000, (n) => '<!---->'.repeat(n / 2) + 'words'),
  html('text in pieces', 200_000, (n) => 'a<!-->b'.repeat(n / 2)),
  html('line breaks of a page', 30_000, (n) => 'a<br>'.repeat(n)),
  html(
    'spaces before breaks',
    28_000,
    (n) => `<pre>${' '.repeat(3000)}x\n`.repeat(1) + `${' '.repeat(200)}<br>`.repeat(n / 20),
  ),
  html(
    'style rules',
    5000,
    (n) =>
      `<style>${times(n, (index) => `.c${index}{color:#fff}`)}</style>${times(n, (index) => `<p class=c${index}>x`)}`,
  ),
  html(
    'rules for every element',
    5000,
    (n) => `<style>${times(n, (index) => `*:not(.a${index}){color:#00${index % 10}}`)}</style>${'<p>x'.repeat(n)}`,
  ),
  html('rules of one class', 5000, (n) => `<style>${'.a{color:#111}'.repeat(n)}</style>${'<p class=a>x'.repeat(n)}`),
  html(
    'selectors that climb',
    4000,
    (n) =>
      `<style>${times(n / 20, (index) => `div div div div div .x${index}, div ~ div ~ .y p{color:red}`)}</style>${'<div>'.repeat(300)}${'<div class=y><p>x</div>'.repeat(n)}`,
  ),
  html(
    'selectors with has',
    4000,
    (n) =>
      `<style>${times(50, (index) => `div:has(.a${index} ~ p){display:none}`)}</style>${'<div><p>x</div>'.repeat(n)}`,
  ),
  html(
    'nth-child',
    8000,
    (n) =>
      `<style>${times(50, (index) => `p:nth-child(${index + 2}n+1){color:#111}`)}</style><div>${'<p>x</p>'.repeat(n)}</div>`,
  ),
  html(
    'sibling selectors',
    8000,
    (n) => `<style>p ~ p ~ p ~ b{color:#111}</style><div>${'<p>x</p>'.repeat(n / 2)}${'<b>x</b>'.repeat(n / 2)}</div>`,
  ),
  html(
    'a selector list',
    5000,
    (n) => `<style>${times(n, (index) => `.a${index},`)}p{color:#111}</style>${'<p>x'.repeat(n)}`,
  ),
  html('one long selector', 5000, (n) => `<style>${'p '.repeat(n)}{color:#111}</style>${'<p>x'.repeat(n)}`),
  html('nested rules', 2000, (n) => `<style>${'a,b{'.repeat(n)}color:red${'}'.repeat(n)}</style><p>x`),
  html(
    'nested rules in lists',
    16,
    (n) => `<style>${'.a & .b, .c & .d{'.repeat(n)}color:red${'}'.repeat(n)}</style><p>x`,
  ),
  html(
    'custom properties',
    4000,
    (n) =>
      `<style>p{${times(n, (index) => `--a${index}:var(--a${index + 1}) var(--a${index + 1});`)}color:var(--a0)}</style>${'<p>x'.repeat(n)}`,
  ),
  html('custom properties handed down', 3000, (n) => times(n, (index) => `<div style="--a${index}:1">`) + 'x'),
  html('style attributes', 28_000, (n) =>
    times(n, (index) => `<p style="color:#${index};font-size:${index}px;margin:0 ${index}px">x`),
  ),
  html('one long style attribute', 400_000, (n) => `<p style="${'color:red;'.repeat(n / 10)}">x`),
  html('transforms', 20_000, (n) => `<p style="transform:${'a('.repeat(n / 2)}">x`),
  html('gradients', 20_000, (n) => `<p style="background:${'linear-gradient('.repeat(n / 16)}">x`),
  html('media queries', 20_000, (n) => `<style>@media ${'('.repeat(n)}{p{color:red}}</style><p>x`),
  html('supports', 20_000, (n) => `<style>@supports ${'not '.repeat(n / 4)}(a:b){p{color:red}}</style><p>x`),
  html('comments of a style sheet', 200_000, (n) => `<style>${'/*'.repeat(n / 2)}</style><p>x`),
  html(
    'layers',
    5000,
    (n) => `<style>${times(n, (index) => `@layer a${index}{p{color:red}}`)}</style>${'<p>x'.repeat(n)}`,
  ),
]
