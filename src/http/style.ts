import { STYLE as BRIEF } from '../briefs/html-style.ts'

/** The one stylesheet of the plain pages: that of a brief, and what a table of what waits needs. */
export const STYLE = `${BRIEF}
main{max-width:1080px}
a{color:var(--blue)}
table{border-collapse:collapse;width:100%;margin-top:16px}
th{text-align:left;font-weight:620;color:var(--ink2);font-size:13px}
th,td{padding:10px 12px 10px 0;border-bottom:1px solid var(--line);vertical-align:top}
code{font:13px/20px ui-monospace,SFMono-Regular,Menlo,monospace;background:var(--desk);padding:1px 5px;border-radius:4px;user-select:all}
.button,button{font:inherit;font-weight:560;color:var(--ink);background:var(--chip);border:1px solid var(--edge);border-radius:8px;padding:6px 14px;text-decoration:none;cursor:pointer}
form.meta{display:flex;gap:10px;align-items:center;justify-content:flex-end}
form.meta button{padding:2px 10px;font-size:13px}
`
