// See letter.hpp.
#include "engine/render/letter.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/render/named.hpp"
#include "engine/render/report.hpp"
#include "engine/render/trail.hpp"
#include "grammar/text/html.hpp"

namespace convenio::render {

namespace {

using run::Status;
using text::escape_html;

constexpr std::string_view style = R"(
body { font: 1rem/1.5 "Liberation Sans", Arial, sans-serif; color: #0b0c0c; background: #fff; margin: 0 auto; max-width: 46rem; padding: 1.5rem; overflow-wrap: anywhere; }
header { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; border-bottom: 2px solid #0b0c0c; margin-bottom: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; } h2 { font-size: 1.2rem; margin-top: 2rem; } h3 { font-size: 1rem; margin-bottom: .25rem; }
.status { font-weight: bold; text-transform: uppercase; } .amount { font-size: 1.2rem; font-weight: bold; }
.cite { color: #505a5f; font-weight: normal; } ul, ol { margin-top: .25rem; padding-left: 1.5rem; }
.provisional { border-left: 5px solid #1d70b8; padding-left: 1rem; font-weight: bold; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid #b1b4b6; }
footer { margin-top: 2.5rem; border-top: 1px solid #b1b4b6; font-size: .875rem; color: #505a5f; }
@media (max-width: 30rem) { thead { position: absolute; left: -999rem; } tr, th, td { display: block; border: 0; padding: 0; } tr { border-bottom: 1px solid #b1b4b6; padding: .4rem 0; } td:empty { display: none; } td::before { content: attr(data-head); display: block; font-size: .875rem; color: #505a5f; } }
@page { size: A4; margin: 2cm; }
@media print { body { padding: 0; max-width: none; } h1, h2, h3, .status, .amount { break-after: avoid; } section > p, li, tr { break-inside: avoid; } p, li { orphans: 3; widows: 3; } }
)";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80; }

// Where a line must not end: between a word and its number in a citation, a number and its currency, a French word and what
// follows it.
bool holds(std::string_view text, std::size_t blank, bool french) {
  auto const before = blank > 0 ? text[blank - 1] : ' ';
  auto const after = text.substr(blank + 1);
  if (after.empty()) return false;
  if (is_digit(before) && after.size() >= 3 && is_upper(after[0]) && is_upper(after[1]) && is_upper(after[2])) return true;
  if (french && (std::string_view("?!;:").find(after.front()) != std::string_view::npos || after.starts_with("»") ||
                 text.substr(0, blank).ends_with("«")))
    return true;
  return false;
}

class Letter {
 public:
  Letter(Context const& context, Addressee to) : context_(context), to_(to), speech_(context.program, context.options.language) {}

  std::string write() {
    auto const told = report(context_, speech_);
    bool const open = !told.wanted.empty() || !told.unencoded.empty() || !told.unanswered.empty() || !told.open.empty();
    std::string const title(speech_(open ? Message::letter_provisional_title : Message::letter_title));
    out_ = fmt::format("<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
                       terms::code(speech_.language()), escaped(fmt::format("{}: {}", title, case_name())), style);
    header();
    out_ += "<main>\n";
    element("h1", title);
    out_ += fmt::format("<p{}>{}</p>\n", open ? " class=\"provisional\"" : "",
                        escaped(speech_(open ? Message::letter_provisional : Message::letter_final)));
    for (auto const& one : told.overviews) write(one);
    for (auto const& account : grouped(speech_, context_.program, told.accounts)) write(account);
    if (told.accounts.empty()) element("p", speech_(Message::no_award));
    for (auto const& one : papers(speech_, told.accounts)) write(one);
    answers(told);
    if (to_ == Addressee::institution) periods();
    wanted(told);
    gaps(Message::what_is_not_encoded, told.unencoded);
    gaps(Message::what_has_no_answer, told.unanswered);
    next(told);
    out_ += "</main>\n";
    footer();
    return out_ + "</body>\n</html>\n";
  }

 private:
  std::string case_name() {
    auto const& id = context_.decision.case_id;
    return speech_(Message::case_title, {{"id", id.empty() ? std::string(speech_(Message::without_id)) : id}});
  }

  void element(std::string_view name, std::string_view text) { out_ += fmt::format("<{0}>{1}</{0}>\n", name, escaped(text)); }

  std::string marked(std::string const& words, std::string const& citation) const {
    auto text = escaped(words);
    if (!citation.empty()) text += fmt::format(" <span class=\"cite\">[{}]</span>", escaped(citation, In::citation));
    return text;
  }
  std::string marked(Told const& told) const { return marked(told.text, told.citation); }

  enum class In : std::uint8_t { sentence, citation };
  std::string escaped(std::string_view text, In in = In::sentence) const {
    constexpr std::string_view no_break = "\u00a0";
    bool const french = speech_.language() == terms::Language::french;
    std::string out;
    for (std::size_t n = 0; n < text.size(); ++n) {
      bool const numbered = in == In::citation && n > 0 && n + 1 < text.size() && is_letter(text[n - 1]) && is_digit(text[n + 1]);
      if (text[n] == ' ' && (numbered || holds(text, n, french)))
        out += no_break;
      else
        out += text[n];
    }
    return escape_html(out);
  }

  void header() {
    out_ += fmt::format("<header>\n<p>{}<br>{}</p>\n", escaped(speech_(to_ == Addressee::person ? Message::letter_to_person : Message::letter_to_institution)),
                        escaped(case_name()));
    if (auto const day = decided(); !day.empty()) element("p", day);
    out_ += "</header>\n";
  }

  // The day of the decision, where a rule asked for it.
  std::string decided() {
    auto const rule = context_.program.decided_on;
    for (auto const& node : context_.decision.explanation.nodes) {
      if (rule == model::none || node.kind != run::Node::Kind::rule || node.a != rule || node.value.absent()) continue;
      return speech_.value(node.value, node.type);
    }
    return "";
  }

  void list(Message title, std::string_view kind, std::vector<Told> const& all) {
    if (all.empty()) return;
    element("h3", speech_(title));
    out_ += fmt::format("<{}>\n", kind);
    for (auto const& one : all) out_ += fmt::format("<li>{}</li>\n", marked(one));
    out_ += fmt::format("</{}>\n", kind);
  }

  void write(Account const& account) {
    out_ += "<section>\n";
    element("h2", account.heading);
    out_ += fmt::format("<p class=\"status\">{}</p>\n", escaped(account.status));
    if (!account.amount.empty() && !account.in_money) {
      if (account.several || !account.in_heading) out_ += fmt::format("<p class=\"amount\">{}</p>\n", escaped(account.amount));
    } else if (!account.amount.empty()) {
      auto const amount = account.at_most.empty() ? account.amount : fmt::format("{}, {}", account.amount, account.at_most);
      out_ += fmt::format("<p class=\"amount\">{}</p>\n", escaped(speech_(Message::amount_of, {{"amount", amount}})));
    }
    if (!account.step.empty()) element("p", speech_(Message::decided_by_whom, {{"step", account.step}}));
    if (!account.ground.text.empty())
      out_ += fmt::format("<p>{}</p>\n", marked(speech_(Message::ground_of, {{"ground", account.ground.text}}), account.ground.citation));
    for (auto const& one : account.also_by) element("p", speech_(Message::titled, {{"title", std::string(speech_(Message::or_by))}, {"text", one}}));
    auto particulars = lines(account.particulars);
    if (!account.hangs_on.empty()) {
      auto const text = account.hanging.empty() ? account.hangs_on
                                                : speech_(Message::hanging_for, {{"facts", account.hangs_on}, {"list", fmt::format("{}", fmt::join(account.hanging, ", "))}});
      particulars.push_back({speech_(Message::titled, {{"title", std::string(speech_(Message::hangs_on))}, {"text", text}})});
    }
    auto const formalities = lines(account.formalities);
    if (account.in_money)
      particulars.insert(particulars.end(), formalities.begin(), formalities.end());
    else if (!account.unanswered.empty())
      particulars.push_back({speech_(Message::titled, {{"title", std::string(speech_(Message::no_text_says))},
                                                       {"text", fmt::format("{}", fmt::join(account.unanswered, ", "))}})});
    list(account.in_money ? Message::particulars_of : Message::what_is_granted, "ul", particulars);
    if (!account.in_money) list(Message::particulars_of, "ul", formalities);
    list(Message::contradictions_of, "ul", account.contradictions);
    list(Message::conditions_met, "ul", account.met);
    std::vector<Told> unmet;
    for (auto const& one : account.unmet) unmet.push_back(one.reason);
    list(Message::conditions_unmet, "ul", unmet);
    bool const whole = to_ == Addressee::institution && !account.amount.empty() && account.in_money;
    list(Message::how_worked_out, "ol", whole ? calculation(context_, speech_, *account.awarded)
                                                 : account.in_money ? account.steps : std::vector<Told>{});
    list(Message::who_may_decide, "ul", routes(account.earlier));
    list(Message::why_chosen, "ul", account.chosen);
    auto others = routes(account.routes);
    if (account.beside > 0) others.push_back({speech_(Message::beside_the_case, {{"number", speech_.whole(account.beside)}}), ""});
    list(Message::also_compared, "ul", others);
    out_ += "</section>\n";
  }

  std::vector<Told> lines(std::vector<Stated> const& all) const {
    std::vector<Told> told;
    for (auto const& one : all) told.push_back({speech_(Message::titled, {{"title", one.title}, {"text", one.text}}), one.citation});
    return told;
  }

  std::vector<Told> routes(std::vector<ComparedRoute> const& all) const {
    std::vector<Told> others;
    for (auto const& route : all) others.push_back({speech_(Message::titled, {{"title", route.title}, {"text", route.result}}), route.citation});
    return others;
  }

  void write(Overview const& overview) {
    out_ += "<section>\n";
    element("h2", overview.title);
    table(overview.heads, overview.rows);
    out_ += "</section>\n";
  }

  void answers(Report const& told) {
    if (told.answers.empty()) return;
    out_ += "<section>\n";
    element("h2", speech_(Message::questions));
    out_ += "<ul>\n";
    for (auto const& [question, answer] : told.answers)
      out_ += fmt::format("<li>{} <strong>{}</strong></li>\n", escaped(question), marked(answer));
    out_ += "</ul>\n</section>\n";
  }

  void table(std::vector<Message> const& heads, std::vector<std::vector<std::string>> const& rows) {
    std::vector<std::string> words;
    for (auto const head : heads) words.emplace_back(speech_(head));
    table(words, rows);
  }

  void table(std::vector<std::string> const& heads, std::vector<std::vector<std::string>> const& rows) {
    out_ += "<table>\n<thead><tr>";
    for (auto const& head : heads) out_ += fmt::format("<th scope=\"col\">{}</th>", escaped(head));
    out_ += "</tr></thead>\n<tbody>\n";
    for (auto const& row : rows) {
      out_ += "<tr>";
      for (std::size_t n = 0; n < row.size(); ++n)
        out_ += fmt::format("<td data-head=\"{}\">{}</td>", escaped(heads[n]), escaped(row[n]));
      out_ += "</tr>\n";
    }
    out_ += "</tbody>\n</table>\n";
  }

  void periods() {
    std::vector<std::vector<std::string>> rows;
    for (auto const& [key, given] : context_.facts.facts) {
      for (auto const& one : rows_of(given)) rows.push_back(row(one));
    }
    if (rows.empty()) return;
    out_ += "<section>\n";
    element("h2", speech_(Message::periods));
    table({Message::period_state, Message::period_from, Message::period_to, Message::period_certified}, rows);
    out_ += "</section>\n";
  }

  std::vector<std::string> row(cases::Row const& one) {
    auto const& period = one.period;
    auto days = days_of(speech_, one);
    std::vector<std::string> cells{speech_.state(period.state), std::move(days.first), std::move(days.last), ""};
    if (period.certified) cells.back() = speech_.quantity(period.certified->amount, period.certified->unit);
    return cells;
  }

  void wanted(Report const& told) {
    if (told.wanted.empty()) return;
    out_ += "<section>\n";
    element("h2", speech_(Message::what_is_missing));
    std::vector<std::vector<std::string>> rows;
    constexpr std::size_t each_apart = 10;
    for (auto const& one : told.wanted.size() > each_apart ? asked_once(told.wanted) : told.wanted)
      rows.push_back({one.named.empty() ? one.question : fmt::format("{} ({})", one.question, one.named), one.holder, one.labels});
    table({Message::wanted_what, Message::wanted_from, Message::wanted_for}, rows);
    out_ += "</section>\n";
  }

  void gaps(Message title, std::vector<Gap> const& all) {
    if (all.empty()) return;
    out_ += "<section>\n";
    element("h2", speech_(title));
    out_ += "<ul>\n";
    for (auto const& one : all)
      out_ += fmt::format("<li>{}</li>\n", escaped(one.labels.empty() ? one.sentence : fmt::format("{} ({})", one.sentence, one.labels)));
    out_ += "</ul>\n</section>\n";
  }

  void next(Report const& told) {
    out_ += "<section>\n";
    element("h2", speech_(Message::what_next));
    out_ += "<ul>\n";
    bool const refused = std::any_of(told.accounts.begin(), told.accounts.end(), [](Account const& one) {
      return one.awarded->status != Status::granted && one.formalities.empty();
    });
    if (!told.wanted.empty()) element("li", speech_(Message::send_what_is_missing));
    if (!told.unencoded.empty()) element("li", speech_(Message::ask_the_institution));
    if (refused) element("li", speech_(Message::appeal_not_stated));
    bool const stated = std::any_of(told.accounts.begin(), told.accounts.end(), [](Account const& one) { return !one.formalities.empty(); });
    if (stated) element("li", speech_(Message::claim_and_appeal_stated, {{"heading", std::string(speech_(Message::particulars_of))}}));
    if (told.wanted.empty() && told.unencoded.empty() && !refused) element("li", speech_(Message::nothing_to_do));
    out_ += "</ul>\n</section>\n";
  }

  void footer() {
    out_ += "<footer>\n";
    element("p", made_by(context_, speech_));
    out_ += "</footer>\n";
  }

  Context const& context_;
  Addressee to_;
  Speech speech_;
  std::string out_;
};

}  // namespace

std::string to_letter(core::Program const& program, cases::Case const& facts, run::Decision const& decision, Addressee to,
                      TextOptions const& options) {
  Context const context{program, facts, decision, options, resolutions_of(program, decision.explanation)};
  return Letter(context, to).write();
}

}  // namespace convenio::render
