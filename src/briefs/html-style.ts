/**
 * The page's own style: sans for Baton, serif for source words, evidence marked in yellow and nothing else so;
 * light, dark, print. No font, image or address is loaded, so it stands under `default-src 'none'`.
 */
export const STYLE = `
:root{color-scheme:light dark;--desk:#F5F3EE;--paper:#FFFFFF;--line:#DED9CE;--edge:#8A8375;--ink:#1B1915;--ink2:#514C43;--ink3:#676156;--wash:#FFF6CC;--marker:#9A7B00;--amber:#8A4300;--violet:#5A3FA6;--blue:#1C54B8;--tint:#FBEBDC}
@media (prefers-color-scheme:dark){:root{--desk:#131210;--paper:#1B1A17;--line:#36332D;--edge:#827B6E;--ink:#F2EFE8;--ink2:#BDB7AA;--ink3:#A19A8C;--wash:#2E2810;--marker:#F0C83C;--amber:#F3B06A;--violet:#C0ADFF;--blue:#93BAFF;--tint:#372513}}
*{box-sizing:border-box}
body{margin:0;background:var(--desk);color:var(--ink);font:450 15px/22px Inter,system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
main{max-width:820px;margin:24px auto;padding:32px 40px;background:var(--paper);border:1px solid var(--line);border-radius:12px}
h1{font-size:23px;line-height:29px;font-weight:670;margin:0 0 4px;letter-spacing:-.01em}
h2{font-size:17px;line-height:24px;font-weight:620;margin:28px 0 8px;padding-bottom:6px;border-bottom:1px solid var(--line)}
p{margin:6px 0}
.meta{color:var(--ink2)}
.meeting{margin:12px 0 0;padding:10px 14px;border-left:3px solid var(--blue);background:var(--desk);border-radius:0 7px 7px 0}
strong{font-weight:620}
ol,ul{margin:6px 0;padding-left:24px}
li{margin:6px 0}
.words{font-family:"Source Serif 4",Charter,"Iowan Old Style",Georgia,serif;font-size:15.5px}
.gap{color:var(--amber)}
.human{border-left:3px solid var(--violet);padding-left:8px}
.human .by{color:var(--violet)}
sup,.cites{font-size:12px;line-height:1;font-variant-numeric:tabular-nums;white-space:nowrap}
.cites a{color:var(--ink3);text-decoration:none}
.cites a:hover,.cites a:focus{text-decoration:underline}
a:focus-visible,summary:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
details{margin:0}
summary{cursor:pointer;list-style-position:outside}
summary::marker{color:var(--ink3);font-size:12px}
.open{margin:6px 0 8px;padding:2px 12px;border-left:3px solid var(--marker);background:var(--wash);border-radius:0 4px 4px 0}
.open p{margin:6px 0}
.open .from{color:var(--ink2);font:450 12px/16px Inter,system-ui,sans-serif}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:14px;line-height:20px;font-variant-numeric:tabular-nums}
th{color:var(--ink3);font-weight:550;font-size:12px;text-align:left;padding:4px 12px 4px 0;border-bottom:1px solid var(--line)}
td{vertical-align:top;padding:7px 12px 7px 0;border-bottom:1px solid var(--line);min-width:64px}
.sources{padding-left:0;list-style:none;font-size:13px;line-height:19px}
.sources li{margin:10px 0;padding-left:36px;position:relative}
.sources .n{position:absolute;left:0;color:var(--ink3);font-variant-numeric:tabular-nums}
.sources .path{color:var(--ink3)}
.sources li:target{background:var(--wash)}
footer{margin-top:28px;color:var(--ink3);font:12px/16px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
@media (max-width:600px){main{margin:0;padding:20px 16px;border:0;border-radius:0}}
@media print{:root{--desk:#FFF;--paper:#FFF;--ink:#000;--ink2:#222;--ink3:#444;--wash:#FFF}body{font-size:10.5pt;line-height:14pt}main{max-width:none;margin:0;padding:0;border:0}.open{display:none}summary{list-style:none}h2{break-after:avoid}tr,li{break-inside:avoid}}
@media (forced-colors:active){.open,.meeting{border-left-color:Mark}}
`.trim()
