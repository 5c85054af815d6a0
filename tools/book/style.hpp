// The look of a printed package, on screen and on paper.
#pragma once

#include <string_view>

namespace convenio::book {

inline constexpr std::string_view style = R"css(
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a;
  --line: #d0d7de; --pale: #f6f8fa; --word: #1f4f8f; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 94rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 Georgia, "Times New Roman", serif; }
h1, h2, h3, h4, table, nav, .small, dt {
  font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 1.9rem; margin: 0 0 .3rem; }
h2 { font-size: 1.45rem; margin: 3rem 0 .8rem; padding-bottom: .3rem; border-bottom: 2px solid var(--ink); }
h3 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
h4 { font-size: .95rem; margin: 0 0 .4rem; }
h3 .title, h4 .title { font-weight: 400; }
a { color: var(--word); text-underline-offset: .15em; }
a:focus-visible, pre:focus-visible { outline: 2px solid var(--word); outline-offset: 2px; }
.small, .measure { font-size: .85rem; color: var(--soft); }
.measure { font-family: system-ui, "Segoe UI", "Helvetica Neue", Arial, sans-serif; margin: -.4rem 0 .6rem; }
.pair { display: grid; grid-template-columns: minmax(0, 10fr) minmax(0, 19fr); gap: 1.5rem;
  padding: .7rem 0; border-top: 1px solid var(--line); }
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
.numbers td, .numbers thead th + th { text-align: right; white-space: nowrap; }
.sum th, .sum td { font-weight: 600; border-top: 2px solid var(--ink); }
.tests th[scope=row] { width: 45%; }
.passes { color: #17632f; }
.fails { color: #a11212; }
nav ol { list-style: none; margin: 0; padding-left: 1.2rem; }
nav > ol { padding-left: 0; }
nav li { margin: .15rem 0; }
nav .small { white-space: nowrap; }
@media (max-width: 60rem) {
  body { padding: 1rem; }
  .pair { grid-template-columns: minmax(0, 1fr); gap: .6rem; }
}
@media print {
  @page { margin: 18mm 16mm; }
  body { padding: 0; max-width: none; font-size: 10pt; }
  .pair { display: block; }
  .pair > * + * { margin-top: .4rem; }
  a { color: inherit; text-decoration: none; }
  h2 { break-before: page; }
  h2.flow { break-before: auto; }
  h1, h2, h3, h4, caption, dt { break-after: avoid; }
  tr, dd { break-inside: avoid; }
  thead { display: table-header-group; }
  pre { border-left: 2pt solid var(--line); background: none; font-size: 7.5pt; }
  :target { background: none; }
}
)css";

}  // namespace convenio::book
