#include "status/page.hpp"

namespace recoil::status {

namespace {

// Colours stand twice, for light and for dark. Text has a contrast of at least 4.5 to its ground in both, bars of 3.
constexpr std::string_view style = R"css(
:root{color-scheme:light dark;--ground:#f6f6f4;--card:#fff;--ink:#1c2024;--soft:#565e68;--line:#e2e4e7;
--red:#b3261e;--red-ground:#fcefed;--amber:#855000;--amber-ground:#fdf4e1;--green:#1d6a3a;--green-ground:#edf6ef;
--blue:#2b62a6;--ban:#c4382b;--failed:#3f78bf;--delayed:#848d98}
@media (prefers-color-scheme:dark){:root{--ground:#131619;--card:#1a1e22;--ink:#e6e8eb;--soft:#a2abb5;--line:#2d3339;
--red:#ff958a;--red-ground:#311a18;--amber:#f1c36b;--amber-ground:#2b2212;--green:#7fd699;--green-ground:#14261b;
--blue:#8ab8f3;--ban:#e5574a;--failed:#5b93d8;--delayed:#717b86}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.1rem 1.4rem 2rem;max-width:80rem;background:var(--ground);color:var(--ink);
font:14px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif}
header{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 2rem;margin-bottom:.8rem}
header p{margin:0}
.facts{color:var(--soft)}
.facts span+span::before{content:"\00b7";margin:0 .5em}
a{color:var(--blue)}
h1{font-size:1.5rem;line-height:1.25;margin:0;font-weight:650}
h2{font-size:1.05rem;margin:0 0 .2rem;font-weight:650}
.verdict{border-left:.4rem solid;border-radius:.3rem;padding:.9rem 1.1rem}
.verdict p{margin:.25rem 0 0;color:var(--ink)}
.alarm{color:var(--red);background:var(--red-ground)}
.attention{color:var(--amber);background:var(--amber-ground)}
.calm{color:var(--green);background:var(--green-ground)}
section{background:var(--card);border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem;margin-top:.9rem;
min-width:0}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,27rem),1fr));column-gap:.9rem;
align-items:start}
section .columns{column-gap:2.2rem}
.columns>*{min-width:0}
.scroll{overflow-x:auto}
.scroll:focus-visible,a:focus-visible,summary:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);padding-bottom:.3rem}
th,td{text-align:left;vertical-align:top;padding:.3rem 1.1rem .3rem 0;font-weight:400;overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
thead th{color:var(--soft);font-size:.86rem;white-space:nowrap;border-bottom:1px solid var(--line)}
tbody tr+tr>*{border-top:1px solid var(--line)}
tbody th{font-weight:600}
small{display:block;font-size:.86rem;color:var(--soft);font-weight:400}
.number{text-align:right;white-space:nowrap}
.nowrap{white-space:nowrap}
.wide{min-width:18rem}
.address{font-weight:600;white-space:nowrap}
.ban,.bans tbody th{color:var(--red)}
.bans tbody th small{color:var(--soft)}
.door{margin-top:.15rem;color:var(--ink)}
.none{color:var(--soft);margin:.2rem 0}
.tag{border:1px solid var(--line);border-radius:.25rem;padding:0 .35em;font-size:.86rem;white-space:nowrap}
q{display:block;quotes:none;color:var(--soft);font:.84rem/1.4 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace;
margin-top:.1rem}
code{font:.92em ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
.log tbody th{min-width:13rem;max-width:20rem}
.chart{margin:.2rem 0 .9rem}
.keys{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem;list-style:none;padding:0;margin:0 0 .4rem}
.swatch{display:inline-block;width:.75em;height:.75em;border-radius:.15em;margin-right:.45em}
.swatch.bar-ban{background:var(--ban)}
.swatch.bar-failed{background:var(--failed)}
.swatch.bar-delayed{background:var(--delayed)}
.plot{position:relative}
.plot .top{position:absolute;top:.1rem;left:0;margin:0;font-size:.8rem;color:var(--soft);background:var(--card);
padding-right:.4em}
.chart svg{display:block;width:100%;height:8.5rem}
.bar-ban{fill:var(--ban)}
.bar-failed{fill:var(--failed)}
.bar-delayed{fill:var(--delayed)}
.bar-any{fill:var(--soft)}
.rule,.base{fill:none;stroke:var(--line)}
.base{stroke:var(--delayed)}
.axis{display:flex;justify-content:space-between;margin:.15rem 0 0;font-size:.8rem;color:var(--soft)}
.trend{width:8rem;min-width:6rem}
.spark{display:block;width:100%;height:1.3rem}
details{margin-top:.5rem;color:var(--soft)}
ul.problems{margin:.2rem 0;padding-left:1.1rem}
.problems li{overflow-wrap:anywhere}
footer{color:var(--soft);margin-top:1rem}
@media (max-width:44rem){body{padding:.8rem}h1{font-size:1.25rem}section{padding:.7rem .8rem}
th,td{padding-right:.6rem}.trend{min-width:2.5rem}
.stacked thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}
.stacked,.stacked tbody,.stacked tr,.stacked td,.stacked th,.stacked caption{display:block;min-width:0;max-width:none}
.stacked tbody tr{padding:.5rem 0}
.stacked tbody tr+tr{border-top:1px solid var(--line)}
.stacked tbody tr+tr>*{border:0}
.stacked tbody td,.stacked tbody th{padding:.05rem 0}
.stacked td small,.stacked th small{display:inline;margin-left:.4em}
.stacked .door{display:block;margin:.1rem 0 0}
.stacked td[data-label]::before{content:attr(data-label)": ";color:var(--soft)}}
)css";

} // namespace

std::string_view page_style()
{
    return style;
}

} // namespace recoil::status
