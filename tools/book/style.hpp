// The look of a printed package, on screen and on paper.
#pragma once

#include <string_view>

namespace convenio::book {

inline constexpr std::string_view style = R"css(
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a;
  --line: #d0d7de; --pale: #f6f8fa; --word: #1f4f8f;
  --plain: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 94rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 Georgia, "Times New Roman", serif; }
h1, h2, h3, h4, table, nav, .small, dt { font-family: var(--plain); }
h1 { font-size: 1.9rem; margin: 0 0 .3rem; }
h2 { font-size: 1.45rem; margin: 3rem 0 .8rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
h4 { font-size: .95rem; margin: 0 0 .4rem; }
h3 .title, h4 .title { font-weight: 400; }
a { color: var(--word); text-underline-offset: .15em; }
a:focus-visible, pre:focus-visible { outline: 2px solid var(--word); outline-offset: 2px; }
.small, .measure { font-size: .85rem; color: var(--soft); }
.measure { font-family: var(--plain); margin: -.4rem 0 .6rem; }
.pair { display: grid; grid-template-columns: minmax(0, 10fr) minmax(0, 19fr); gap: 1.5rem;
  padding: .7rem 0; border-top: 1px solid var(--line); }
.pair.alone { grid-template-columns: minmax(0, 1fr); }
.about { overflow-wrap: anywhere; }
dl { margin: 0; }
dt { font-size: .8rem; color: var(--soft); margin-top: .5rem; }
dt:first-child { margin-top: 0; }
dd { margin: 0; }
dd + dd { margin-top: .25rem; }
code, pre { font: .8rem/1.55 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; }
pre { margin: 0; padding: .6rem .8rem; background: var(--pale); border-left: 3px solid var(--line);
  white-space: pre-wrap; overflow-wrap: anywhere; }
pre b { font-weight: 600; }
pre .k { color: var(--word); }
pre .s { color: #7a3e00; }
pre i { color: #4d6a4d; }
pre .d { font-weight: 600; color: var(--ink); }
pre a { color: inherit; text-decoration-color: #9aa4af; }
:target { background: #fff3bf; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0 1.2rem; font-size: .85rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-top: 1px solid var(--line); overflow-wrap: break-word; }
tbody th { font-weight: 400; }
.numbers td, .numbers thead th + th { text-align: right; }
.numbers td.words { text-align: left; }
.numbers td { white-space: nowrap; }
.numbers td.words { white-space: normal; }
.worded thead th:nth-child(2) { text-align: left; }
.worded th[scope=row] { width: 28%; }
.lists th[scope=row] { width: 22%; }
.lacking { font-weight: 600; color: #7c2d12; }
.doubted { font-weight: 600; color: #4c3b78; }
.long { overflow-wrap: anywhere; }
.sum th, .sum td { font-weight: 600; border-top: 2px solid var(--ink); }
.tests { font-family: var(--plain); font-size: .85rem; margin: .8rem 0 1.2rem; }
.tests ul { list-style: none; margin: 0; padding: 0; }
.tests li { padding: .35rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.gap, .doubt { font-family: var(--plain); font-size: .9rem; margin: .6rem 0; padding: .5rem .8rem;
  border: 1px solid #b45309; border-left-width: .5rem; background: #fff4e0; }
.doubt { border-color: #6b5b95; border-left-style: double; background: #f5f2fa; }
.gap p, .doubt p { margin: 0; }
.gap ul, .doubt ul { margin: .2rem 0 0; padding-left: 1.2rem; }
.gap li, .doubt li { overflow-wrap: anywhere; }
pre .g { font-weight: 700; color: #7c2d12; background: #ffe3b8; }
.passes { color: #17632f; }
.fails { color: #a11212; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .4rem .8rem; background: #fff; border: 2px solid var(--ink); }
.book { display: flex; flex-wrap: wrap; gap: .3rem 2rem; align-items: baseline; margin-bottom: 1.5rem;
  padding-bottom: .5rem; border-bottom: 4px solid var(--word); font-family: var(--plain); }
.book p { margin: 0; font-weight: 700; }
.book ul, .ways { display: flex; flex-wrap: wrap; gap: .2rem 1.3rem; list-style: none; margin: 0; padding: 0; }
.book a, .ways a { display: inline-block; padding: .25rem 0; }
.book a[aria-current] { color: var(--ink); font-weight: 700; }
label { display: block; font: 600 .95rem/1.5 var(--plain); }
input, select { font: 1rem/1.4 var(--plain); width: 100%; max-width: 40rem; padding: .45rem .5rem; color: var(--ink);
  background: #fff; border: 2px solid var(--ink); border-radius: 0; }
input:focus-visible, select:focus-visible { outline: 3px solid #f0b400; outline-offset: 0; }
.found { padding-left: 2.2rem; font-family: var(--plain); }
.found li { padding: .3rem 0; overflow-wrap: anywhere; }
.versus { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .4rem 1.5rem; padding: .8rem 0;
  border-top: 1px solid var(--line); }
.versus > .small { grid-column: 1 / -1; margin: 0; }
.versus > .side:only-child { grid-column: 1 / -1; }
.side { overflow-wrap: anywhere; }
h2 + .versus { border-top: 0; }
.versus h3 { margin: 0 0 .4rem; }
.versus h4 { margin: .8rem 0 .3rem; }
.versus .of { margin: 0; font: .8rem/1.5 var(--plain); color: var(--soft); }
.versus pre { margin-top: .5rem; }
nav ol { list-style: none; margin: 0; padding-left: 1.2rem; }
nav > ol { padding-left: 0; }
nav li { margin: .15rem 0; }
nav .small { white-space: nowrap; }
@media (min-width: 75rem) {
  .tested { display: grid; grid-template-columns: minmax(0, 1fr) 17rem; gap: 1.5rem; }
  .tested .tests { margin-top: 0; }
  .tested .pair { grid-template-columns: 15rem minmax(0, 1fr); gap: 1rem; }
  .tested .pair.alone { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 60rem) {
  body { padding: 1rem; }
  .pair, .versus { grid-template-columns: minmax(0, 1fr); gap: .6rem; }
}
@media screen and (max-width: 48rem) {
  h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
  h2, h3 { overflow-wrap: anywhere; }
  nav .small { white-space: normal; }
  table, tbody, tr, tbody th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .4rem 0; border-top: 1px solid var(--line); }
  .sum { border-top: 2px solid var(--ink); }
  tbody th, td { border: 0; padding: .1rem 0; overflow-wrap: anywhere; }
  tbody th, .worded thead th:nth-child(2) { text-align: left; }
.worded th[scope=row] { width: 28%; }
.lists th[scope=row] { width: auto; font-weight: 600; }
  .sum th, .sum td { border: 0; }
  .numbers td, .numbers td.words { text-align: left; white-space: normal; }
  td::before { content: attr(data-head) ": "; color: var(--soft); font-weight: 400; }
  td:empty { display: none; }
  .lists td::before { display: block; }
}
@media print {
  @page { margin: 18mm 16mm; }
  body { padding: 0; max-width: none; font-size: 10pt; }
  .skip, .book nav, .ways { display: none; }
  .pair { display: block; }
  .pair > * + * { margin-top: .4rem; }
  a { color: inherit; text-decoration: none; }
  h2 { break-before: page; }
  h2.flow { break-before: auto; }
  h1, h2, h3, h4, caption, dt, .measure, .gap p { break-after: avoid; }
  tr, dd, li, .gap, .doubt { break-inside: avoid; }
  thead { display: table-header-group; }
  pre { border-left: 2pt solid var(--line); background: none; font-size: 7.5pt; }
  .gap { border: 1.5pt solid #000; border-left-width: 6pt; background: none; }
  .doubt { border: 1.5pt solid #000; border-left: 6pt double #000; background: none; }
  :target { background: none; }
}
)css";

}  // namespace convenio::book
