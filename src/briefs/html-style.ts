/**
 * The page's own style: sans for Baton, serif for source words on their own sheet; light, dark, print. On a phone a
 * table's row becomes a card. No font, image or address is loaded, so it stands under `default-src 'none'`.
 */
export const STYLE = `
:root{color-scheme:light dark;--desk:#F5F3EE;--paper:#FFFFFF;--line:#E4DFD4;--edge:#8A8375;--ink:#1B1915;--ink2:#514C43;--ink3:#676156;--wash:#FFF9DF;--marker:#C9A400;--amber:#8A4300;--tint:#FDF3E7;--violet:#5A3FA6;--blue:#1C54B8;--sky:#EEF3FC;--chip:#F1EEE7}
@media (prefers-color-scheme:dark){:root{--desk:#131210;--paper:#1B1A17;--line:#36332D;--edge:#827B6E;--ink:#F2EFE8;--ink2:#BDB7AA;--ink3:#A19A8C;--wash:#2A2513;--marker:#F0C83C;--amber:#F3B06A;--tint:#2E2115;--violet:#C0ADFF;--blue:#93BAFF;--sky:#1B2435;--chip:#2A2823}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--desk);color:var(--ink);font:450 16px/25px Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;overflow-wrap:break-word}
main{max-width:940px;margin:32px auto;padding:44px 56px 36px;background:var(--paper);border:1px solid var(--line);border-radius:14px;box-shadow:0 1px 2px rgb(0 0 0/.04),0 12px 32px rgb(0 0 0/.05)}
h1{font-size:28px;line-height:34px;font-weight:680;margin:0 0 8px;letter-spacing:-.018em;text-wrap:balance}
h2{font-size:18px;line-height:26px;font-weight:640;margin:40px 0 10px;letter-spacing:-.008em}
p,.text{margin:8px 0}
strong{font-weight:640}
.meta{margin:0;color:var(--ink2);font-size:15px}
.meta strong{color:var(--ink)}
.meeting{margin:20px 0 0;padding:12px 16px;background:var(--sky);border-left:3px solid var(--blue);border-radius:4px 10px 10px 4px}
.meeting strong{font-weight:560}
section>.text,section>ul,section>ol{max-width:740px}
ol,ul{margin:0;padding:0;list-style:none}
li{margin:0;padding:9px 0 9px 20px;position:relative;border-top:1px solid var(--line)}
li:first-child{border-top:0}
ul>li::before{content:"";position:absolute;left:3px;top:19px;width:5px;height:5px;border-radius:50%;background:var(--edge)}
.minute ol{counter-reset:line}
.minute li{counter-increment:line;padding:11px 0 11px 40px;font-size:17px;line-height:26px}
.minute li::before{content:counter(line);position:absolute;left:0;top:12px;width:25px;height:25px;border-radius:50%;background:var(--chip);color:var(--ink2);font:600 13px/25px Inter,system-ui,sans-serif;text-align:center;font-variant-numeric:tabular-nums}
.careful{margin-top:36px;padding:18px 22px 12px;background:var(--tint);border-radius:12px}
.careful h2{margin:0 0 4px;color:var(--amber)}
.careful ul>li::before{background:var(--amber)}
.read{color:var(--ink2);font-size:14.5px;line-height:22px}
.read h2{color:var(--ink)}
.words{font-family:"Source Serif 4",Charter,"Iowan Old Style","Source Serif Pro",Georgia,serif;font-size:1.03em}
q{quotes:none}
.gap{color:var(--amber)}
li.gap::before{background:var(--amber)}
.human{border-left:3px solid var(--violet)}
.human .by{color:var(--violet)}
.cites{color:var(--ink3);font-size:12px;line-height:1;font-variant-numeric:tabular-nums;white-space:nowrap}
a{color:inherit;text-decoration:none}
a:hover,a:focus{text-decoration:underline}
a:focus-visible,summary:focus-visible{outline:2px solid var(--blue);outline-offset:3px;border-radius:3px}
details{margin:0}
summary{display:block;cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary>.cites::after{content:"";display:inline-block;width:5px;height:5px;margin:0 3px 2px 7px;border:solid var(--ink3);border-width:0 1.5px 1.5px 0;transform:rotate(45deg)}
details[open]>summary>.cites::after{transform:rotate(-135deg);margin-bottom:-1px}
summary:hover .cites{color:var(--blue)}
summary:hover>.cites::after{border-color:var(--blue)}
.open,.sheet,.said,.from{display:block}
.open{margin:10px 0 6px}
.sheet{margin:6px 0 0;padding:10px 14px 12px;background:var(--wash);border-left:3px solid var(--marker);border-radius:3px 8px 8px 3px;font-size:15.5px;line-height:24px}
.from{margin:0 0 4px;color:var(--ink2);font-size:12.5px;line-height:18px}
.from a{color:var(--ink3)}
.said{margin:4px 0 0}
.said .by{color:var(--ink2);font-size:13px}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:15px;line-height:22px;font-variant-numeric:tabular-nums}
th{color:var(--ink3);font-weight:550;font-size:12.5px;line-height:18px;text-align:left;padding:4px 20px 7px 0;border-bottom:1px solid var(--edge);white-space:nowrap}
td{vertical-align:top;padding:10px 20px 10px 0;border-bottom:1px solid var(--line)}
td:last-child,th:last-child{padding-right:0}
tbody tr:last-child td{border-bottom:0}
.short{white-space:nowrap;width:1%}
.short .open{white-space:normal}
.next td:first-child{color:var(--ink2)}
.next .today td{background:var(--sky)}
.next .today td:first-child{color:var(--blue);box-shadow:-8px 0 0 var(--sky)}
.next td:last-child{color:var(--ink2);font-size:13px}
.sources{font-size:13.5px;line-height:20px}
.sources li{padding:11px 0 11px 42px}
.sources .n{position:absolute;left:0;color:var(--ink3);font-variant-numeric:tabular-nums}
.sources .path{color:var(--ink3)}
.sources p{margin:3px 0;color:var(--ink2)}
.sources li:target{background:var(--wash)}
footer{margin-top:32px;padding-top:14px;border-top:1px solid var(--line);color:var(--ink3);font:12px/18px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
@media screen and (max-width:900px){main{margin:0;padding:36px 36px 28px;border:0;border-radius:0;box-shadow:none}}
@media screen and (max-width:700px){
main{padding:24px 18px}
h1{font-size:24px;line-height:30px}
h2{margin-top:34px}
.careful{margin-left:-6px;margin-right:-6px;padding:16px 16px 8px}
.minute li{padding-left:36px;font-size:16px;line-height:24px}
.scroll{overflow:visible}
table,tbody,tr,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:12px 0;border-top:1px solid var(--line)}
tbody tr:first-child{border-top:1px solid var(--edge)}
td,td.short{width:auto;white-space:normal;padding:2px 0;border:0}
td:empty,td[data-label="#"]{display:none}
td[data-label]{display:grid;grid-template-columns:96px minmax(0,1fr);gap:12px}
td[data-label]::before{content:attr(data-label);color:var(--ink3);font-size:12.5px}
.next tr{display:flex;flex-wrap:wrap;column-gap:10px}
.next td[data-label]{display:block}
.next td::before{content:none!important}
.next td:first-child{font-size:13.5px}
.next td:nth-child(2){font-size:13.5px;font-weight:600}
.next td:nth-child(3){flex:0 0 100%;order:2}
.next td:last-child{order:1;margin-left:auto;text-align:right}
.next .today{margin:0 -8px;padding-left:8px;padding-right:8px;background:var(--sky);border-radius:8px}
.next .today td:first-child{box-shadow:none}
}
@media print{
:root{color-scheme:light;--desk:#FFF;--paper:#FFF;--ink:#000;--ink2:#222;--ink3:#444;--wash:#FFF;--tint:#FFF;--sky:#FFF;--chip:#FFF;--line:#BBB}
body{font-size:10.5pt;line-height:14.5pt}
main{max-width:none;margin:0;padding:0;border:0;box-shadow:none}
h1{font-size:18pt;line-height:22pt}
h2{font-size:12.5pt;margin:16pt 0 4pt;break-after:avoid}
.minute li{font-size:11pt;line-height:15pt}
.minute li,li{padding-top:4pt;padding-bottom:4pt}
ul>li::before{top:9pt}
.minute li::before{top:5pt;border:1px solid #888}
.careful{padding:8pt 12pt;border:1px solid #888}
.open,summary>.cites::after{display:none}
table{font-size:9.5pt;line-height:13pt}
td{padding-top:4pt;padding-bottom:4pt}
tr,li{break-inside:avoid}
.sources{font-size:8.5pt;line-height:11.5pt}
}
@media (forced-colors:active){.sheet,.meeting{border-left-color:Mark}}
`.trim()
