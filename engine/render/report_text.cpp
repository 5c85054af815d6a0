// A report as text: the page that an officer reads first, and the numbered calculation.
// Knows lines and columns; knows no decision.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "engine/render/report.hpp"
#include "engine/render/trail.hpp"
#include "engine/render/words.hpp"

namespace convenio::render {

namespace {

// How much of it a page has room for; the calculation has all. What is compared, worked out and asked besides gives way
// before the conditions do.
struct Room {
  std::size_t conditions, steps, routes, answers, wanted, gaps;
  bool articles = true;     // beside a ground and a reason
  std::size_t earlier = 6;  // routes of earlier steps
  // No questions and what they wait for, nor what nobody states, nor why a particular is open; of what is no money only.
  bool only_awards = false;
};
constexpr std::size_t every = 1'000;
constexpr std::array rooms{Room{8, 4, 4, every, 10, every}, Room{8, 3, 3, every, 10, every}, Room{6, 3, 2, every, 10, every},
                           Room{6, 3, 1, every, 10, every}, Room{6, 2, 1, every, 10, every}, Room{6, 2, 1, 8, 8, 8},
                           Room{6, 2, 1, 4, 8, 6},          Room{6, 1, 1, 4, 6, 6},          Room{6, 1, 0, 4, 6, 4},
                           Room{4, 1, 0, 4, 6, 4},          Room{3, 1, 0, 3, 6, 3, true, 3},
                           Room{3, 1, 0, 0, 4, 3, true, 3, true}, Room{2, 1, 0, 0, 3, 2, true, 2, true},
                           Room{1, 1, 0, 0, 3, 2, true, 1, true}, Room{1, 1, 0, 0, 2, 1, true, 0, true},
                           Room{2, 1, 0, 3, 6, 3, true, 2},          Room{2, 1, 0, 1, 6, 2, true, 2},
                           Room{2, 1, 0, 0, 6, 2, true, 2},          Room{1, 1, 0, 3, 6, 3, true, 1},
                           Room{3, 1, 0, 3, 6, 3, false, 3},
                           Room{2, 1, 0, 2, 5, 2, false, 2}, Room{1, 1, 0, 1, 3, 1, false, 1},
                           Room{2, 1, 0, 0, 3, 2, false, 1, true}, Room{1, 1, 0, 0, 2, 1, false, 0, true}, Room{0, 1, 0, 0, 2, 1, false, 0, true}};
constexpr std::size_t most_wanted = 10;  // each for itself
constexpr std::size_t lines_of_a_page = 60;

class Printer {
 public:
  Printer(Page& page, Context const& context, Speech& speech, Room room)
      : page_(page), context_(context), speech_(speech), room_(room) {
    for (auto const message : {Message::amount, Message::ground, Message::met, Message::unmet, Message::worked_out, Message::compared})
      terms_ = std::max(terms_, width(speech_(message)) + 2);
    other_terms_ = terms_;
    for (auto const message : {Message::grants, Message::decided_by, Message::before_it, Message::contradiction, Message::no_text_says, Message::or_by,
                               Message::hangs_on})
      other_terms_ = std::max(other_terms_, width(speech_(message)) + 2);
  }

  void print(Report const& report) {
    for (auto const& one : report.overviews) print(one);
    auto const accounts = grouped(speech_, context_.program, report.accounts);
    for (std::size_t n = 0; n < accounts.size(); ++n) {
      if (!accounts[n].in_money) {
        print_in_kind(accounts[n], n > 0 && room_.only_awards ? &accounts[n - 1] : nullptr);
        continue;
      }
      bool const again = n > 0 && alike(accounts[n - 1], accounts[n]);
      bool const more = n + 1 < accounts.size() && alike(accounts[n], accounts[n + 1]);
      print(accounts[n], again, more);
    }
    if (report.accounts.empty()) page_.gap().line(speech_(Message::no_award));
    if (!report.open.empty()) page_.gap().line(speech_(Message::further_awards_open));
    for (auto const& one : report.open) page_.paragraph(one, 2, 4);
    print_answers(report);
    print_wanted(report);
    print_gaps(Message::what_is_not_encoded, report.unencoded);
    print_gaps(Message::what_has_no_answer, report.unanswered);
    print_notices();
    print_foot();
  }

 private:
  void entry(Message term, bool first, std::string const& text) { entry(term, first, text, terms_); }
  void entry(Message term, bool first, std::string const& text, std::size_t columns) {
    page_.entry(first ? speech_(term) : std::string_view{}, text, 2, columns);
  }

  std::string titled(std::string const& title, std::string const& text) const {
    return speech_(Message::titled, {{"title", title}, {"text", text}});
  }

  std::string with_article(Told const& told) const {
    return told.citation.empty() || !room_.articles ? told.text : fmt::format("{} [{}]", told.text, told.citation);
  }

  // In one paragraph, without their articles, which the calculation has beside each step.
  void told(Message term, std::vector<Told> const& all, std::size_t from) {
    std::string text;
    for (std::size_t n = from; n < all.size(); ++n) text += (text.empty() ? "" : " ") + all[n].text;
    if (!text.empty()) entry(term, true, text);
  }

  // Refused for the same reasons: told once, below the headings of all.
  static bool alike(Account const& a, Account const& b) {
    auto const same = [](Obstacle const& one, Obstacle const& other) { return one.reason.text == other.reason.text; };
    return a.in_money && b.in_money && a.awarded->status == run::Status::refused && b.awarded->status == run::Status::refused &&
           a.awarded->award == b.awarded->award && !a.unmet.empty() &&
           std::equal(a.unmet.begin(), a.unmet.end(), b.unmet.begin(), b.unmet.end(), same) && a.particulars.empty() && b.particulars.empty();
  }

  void print(Account const& account, bool again, bool more) {
    if (!again) page_.gap();
    page_.heading(account.heading, speech_.upper(account.status));
    if (more) return;
    if (!account.amount.empty()) {
      entry(Message::amount, true, account.at_most.empty() ? account.amount : fmt::format("{}, {}", account.amount, account.at_most));
      if (!account.ground.text.empty()) entry(Message::ground, true, with_article(account.ground));
    }
    auto met = account.met;
    met.resize(std::min(met.size(), room_.conditions));
    told(Message::met, met, 0);
    print_unmet(account.unmet);
    // Those nearest to the amount.
    auto const& steps = account.main_steps;
    told(Message::worked_out, steps, steps.size() > room_.steps ? steps.size() - room_.steps : 0);
    print_chosen(account);
    std::size_t shown = 0;
    for (auto const& route : account.routes) {
      if (shown == room_.routes) break;
      entry(Message::compared, shown++ == 0, titled(route.title, route.result));
    }
    std::string particulars;
    for (auto const& one : account.particulars) particulars += (particulars.empty() ? "" : "; ") + titled(one.title, one.text);
    if (!particulars.empty()) entry(Message::particulars, true, particulars);
    for (std::size_t n = 0; n < account.same_for.size(); ++n) entry(Message::same, n == 0, account.same_for[n]);
  }

  // The same words are told once.
  void print_chosen(Account const& account) {
    auto const same = [](Told const& a, Told const& b) { return a.text == b.text && a.citation == b.citation; };
    auto const before = std::find_if(chosen_.begin(), chosen_.end(), [&](Account const* other) {
      return std::equal(other->chosen.begin(), other->chosen.end(), account.chosen.begin(), account.chosen.end(), same);
    });
    if (before != chosen_.end()) {
      entry(Message::chosen, true, speech_(Message::as_for, {{"heading", (*before)->heading}}));
      return;
    }
    told(Message::chosen, account.chosen, 0);
    if (!account.chosen.empty()) chosen_.push_back(&account);
  }

  // By the same text, with the same particulars, whatever they came to.
  static bool comparable(Account const& a, Account const& b) {
    auto const same = [](Stated const& one, Stated const& other) { return one.title == other.title; };
    return !a.in_money && a.step == b.step && a.ground.text == b.ground.text &&
           std::equal(a.particulars.begin(), a.particulars.end(), b.particulars.begin(), b.particulars.end(), same);
  }

  static bool said_above(Stated const& one, Account const* before) {
    return before && std::any_of(before->particulars.begin(), before->particulars.end(), [&](Stated const& other) {
      return one.title == other.title && one.text == other.text;
    });
  }

  // What is no money: each particular on a line of its own, then by whom it is decided. Where room is scarce, what the
  // account before it says alike is not said again.
  void print_in_kind(Account const& account, Account const* before) {
    if (before && !comparable(*before, account)) before = nullptr;
    page_.gap().heading(account.heading, speech_.upper(account.status));
    auto const columns = std::exchange(terms_, other_terms_);
    if (!account.amount.empty() && (account.several || !account.in_heading)) entry(Message::grants, true, account.amount);
    std::size_t titles = 0;
    constexpr std::size_t widest = 30;
    for (auto const& one : account.particulars) titles = std::max(titles, std::min(width(one.title) + 2, widest));
    bool above = false;
    for (auto const& one : account.particulars) {
      if (said_above(one, before))
        above = true;
      else
        page_.entry(one.title, room_.only_awards && !one.status.empty() ? one.status : one.text, 2, titles);
    }
    if (above) page_.line("  " + std::string(speech_(Message::rest_as_above)));
    if (!account.unanswered.empty() && !room_.only_awards) entry(Message::no_text_says, true, fmt::format("{}", fmt::join(account.unanswered, ", ")));
    if (!above && !account.step.empty()) entry(Message::decided_by, true, account.step);
    if (!above && !account.ground.text.empty()) entry(Message::ground, true, with_article(account.ground));
    for (std::size_t n = 0; n < account.also_by.size() && n < room_.conditions; ++n) entry(Message::or_by, n == 0, account.also_by[n]);
    if (!account.hangs_on.empty()) entry(Message::hangs_on, true, hanging(account));
    for (std::size_t n = 0; n < account.contradictions.size(); ++n) entry(Message::contradiction, n == 0, account.contradictions[n].text);
    auto met = account.met;
    met.resize(std::min(met.size(), room_.conditions));
    told(Message::met, met, 0);
    print_unmet(account.unmet);
    for (std::size_t n = 0; n < account.earlier.size() && n < room_.earlier; ++n)
      entry(Message::before_it, n == 0, titled(account.earlier[n].title, account.earlier[n].result));
    for (std::size_t n = 0; n < account.routes.size() && n < room_.routes; ++n)
      entry(Message::compared, n == 0, titled(account.routes[n].title, account.routes[n].result));
    for (std::size_t n = 0; n < account.same_for.size(); ++n) entry(Message::same, n == 0, account.same_for[n]);
    terms_ = columns;
  }

  std::string hanging(Account const& account) const {
    if (account.hanging.empty()) return account.hangs_on;
    return speech_(Message::hanging_for, {{"facts", account.hangs_on}, {"list", fmt::format("{}", fmt::join(account.hanging, ", "))}});
  }

  static std::vector<std::size_t> longest_words(Overview const& overview) {
    std::vector<std::size_t> longest(overview.heads.size(), 1);
    auto const look = [&](std::vector<std::string> const& cells) {
      for (std::size_t n = 0; n < cells.size() && n < longest.size(); ++n)
        longest[n] = std::max(longest[n], longest_word(cells[n]));
    };
    look(overview.heads);
    for (auto const& row : overview.rows) look(row);
    return longest;
  }

  // Cells wrap in columns that are as wide as they need, the widest giving way until the row fits.
  void print(Overview const& overview) {
    constexpr std::size_t indent = 2, narrowest = 8;
    std::size_t between = 2;
    std::vector<std::size_t> widths;
    for (auto const& head : overview.heads) widths.push_back(width(head));
    for (auto const& row : overview.rows) {
      for (std::size_t n = 0; n < row.size(); ++n) widths[n] = std::max(widths[n], width(row[n]));
    }
    auto const wide = [&](std::vector<std::size_t> const& all) {
      std::size_t sum = indent;
      for (auto const one : all) sum += one + between;
      return sum - between;
    };
    auto const longest = longest_words(overview);
    if (wide(longest) > page_.columns()) between = 1;
    // First down to the longest word of each, then whatever it cuts.
    for (auto const& least : {longest, std::vector<std::size_t>(widths.size(), narrowest)}) {
      while (wide(widths) > page_.columns()) {
        std::size_t widest = widths.size();
        for (std::size_t n = 0; n < widths.size(); ++n) {
          if (widths[n] > least[n] && (widest == widths.size() || widths[n] > widths[widest])) widest = n;
        }
        if (widest == widths.size()) break;
        --widths[widest];
      }
    }
    page_.gap().line(overview.title);
    print_row(overview.heads, widths, indent, between);
    for (auto const& row : overview.rows) print_row(row, widths, indent, between);
  }

  void print_row(std::vector<std::string> const& cells, std::vector<std::size_t> const& widths, std::size_t indent, std::size_t between) {
    std::vector<std::vector<std::string>> columns;
    std::size_t lines = 0;
    for (std::size_t n = 0; n < cells.size(); ++n) {
      columns.push_back(wrap(cells[n], widths[n]));
      lines = std::max(lines, columns.back().size());
    }
    for (std::size_t line = 0; line < lines; ++line) {
      std::string text(indent, ' ');
      for (std::size_t n = 0; n < columns.size(); ++n)
        text += pad_right(line < columns[n].size() ? columns[n][line] : "", widths[n]) + std::string(between, ' ');
      page_.line(text);
    }
  }

  // The route is named where there are several.
  void print_unmet(std::vector<Obstacle> const& all) {
    bool const several = std::any_of(all.begin(), all.end(), [&](Obstacle const& one) { return one.route != all.front().route; });
    for (std::size_t n = 0; n < all.size() && n < room_.conditions; ++n) {
      auto const text = with_article(all[n].reason);
      entry(Message::unmet, n == 0, several ? titled(all[n].route, text) : text);
    }
  }

  void print_answers(Report const& report) {
    if (report.answers.empty() || room_.only_awards) return;
    page_.gap();
    if (room_.answers == 0) {
      page_.paragraph(speech_(Message::questions_elsewhere, {{"number", speech_.whole(report.answers.size())}}));
      return;
    }
    page_.line(speech_(Message::questions));
    for (std::size_t n = 0; n < report.answers.size() && n < room_.answers; ++n)
      page_.paragraph(fmt::format("{} {}", report.answers[n].first, report.answers[n].second.text), 2, 4);
    if (report.answers.size() > room_.answers)
      page_.line("  " + speech_(Message::and_more, {{"number", speech_.whole(report.answers.size() - room_.answers)}}));
  }

  void print_wanted(Report const& report) {
    if (report.wanted.empty()) return;
    page_.gap().line(speech_(Message::what_is_missing));
    auto all = room_.wanted < most_wanted ? asked_once(report.wanted) : report.wanted;
    auto const more = all.size();
    if (room_.only_awards) std::erase_if(all, [](Wanted const& one) { return !one.for_award; });
    if (all.empty()) page_.line("  " + speech_(Message::and_more, {{"number", speech_.whole(more)}}));
    std::size_t shown = 0;
    for (auto const& one : all) {
      if (shown++ == room_.wanted) {
        page_.line("  " + speech_(Message::and_more, {{"number", speech_.whole(all.size() - room_.wanted)}}));
        return;
      }
      std::vector<std::string> about;
      if (!one.holder.empty()) about.push_back(speech_(Message::from_whom, {{"holder", one.holder}}));
      if (!one.labels.empty()) about.push_back(speech_(Message::for_what, {{"labels", one.labels}}));
      auto const question = one.subject.empty() ? one.question : fmt::format("{} [{}]", one.question, one.subject);
      page_.paragraph(about.empty() ? question : fmt::format("{} ({})", question, fmt::join(about, "; ")), 2, 4);
    }
  }

  void print_gaps(Message title, std::vector<Gap> const& gaps) {
    if (gaps.empty()) return;
    page_.gap().line(speech_(title));
    for (std::size_t n = 0; n < gaps.size() && n < room_.gaps; ++n) {
      auto const& one = gaps[n];
      page_.paragraph(one.labels.empty() ? one.sentence : fmt::format("{} ({})", one.sentence, one.labels), 2, 4);
    }
    if (gaps.size() > room_.gaps)
      page_.line("  " + speech_(Message::and_more, {{"number", speech_.whole(gaps.size() - room_.gaps)}}));
  }

  // What was noticed, but for declared defaults of periods, which the whole explanation lists.
  void print_notices() {
    bool first = true;
    for (auto const& notice : context_.decision.notices) {
      if (notice.attribute != model::none) continue;
      if (std::exchange(first, false)) page_.gap().line(speech_(Message::noticed));
      page_.paragraph(notice.path.empty() ? speech_.text(notice.message) : notice.path + ": " + notice.message, 2, 4);
    }
  }

  void print_foot() {
    auto const& decision = context_.decision;
    auto const used = decisive(context_.program, decision);
    std::size_t figures = 0;
    for (auto const& one : unchecked(context_.program, decision.explanation, used)) figures += one.figures;
    std::vector<std::string> all;
    auto const count = [&](std::size_t number, Message one, Message many) {
      if (number > 0) all.push_back(number == 1 ? std::string(speech_(one)) : speech_(many, {{"number", speech_.whole(number)}}));
    };
    count(decision.interpretations.size(), Message::one_reading, Message::readings);
    count(unverified(context_.program, decision.explanation, used).size(), Message::one_doubtful, Message::doubtful);
    count(figures, Message::one_figure, Message::figures);
    count(decision.defaults.size(), Message::one_default, Message::defaults);
    count(decision.supplied.size(), Message::one_supplied, Message::several_supplied);
    page_.gap();
    if (!all.empty()) page_.paragraph(speech_(Message::rests_on, {{"list", speech_.list(all)}}));
  }

  Page& page_;
  Context const& context_;
  Speech& speech_;
  Room room_;
  std::vector<Account const*> chosen_;       // that told why their routes were
  std::size_t terms_ = 0, other_terms_ = 0;  // columns of a term beside its text
};

}  // namespace

void print_report(Page& page, Context const& context, Speech& speech, Report const& report) {
  bool const in_money = std::all_of(report.accounts.begin(), report.accounts.end(), [](Account const& one) { return one.in_money; });
  Page tried = page;
  for (auto const& room : rooms) {
    if (room.only_awards && in_money) continue;
    tried = page;
    Printer(tried, context, speech, room).print(report);
    if (tried.lines() <= lines_of_a_page) break;
  }
  page = std::move(tried);
}

void print_calculations(Page& page, Context const& context, Speech& speech, Report const& report) {
  for (auto const& account : report.accounts) {
    auto const steps = account.amount.empty() || !account.in_money ? std::vector<Told>{} : calculation(context, speech, *account.awarded);
    if (steps.empty() && account.formalities.empty()) continue;
    section(page, speech(Message::calculation, {{"what", account.heading}}));
    std::size_t const digits = std::to_string(steps.size()).size();
    auto const article = [&](Told const& told, std::size_t indent) {
      if (!told.citation.empty()) page.paragraph("[" + told.citation + "]", indent, indent + 1);
    };
    for (std::size_t n = 0; n < steps.size(); ++n) {
      page.entry(pad_left(std::to_string(n + 1), digits), steps[n].text, 0, digits + 2);
      article(steps[n], digits + 4);
    }
    for (auto const& one : account.formalities) {
      page.paragraph(speech(Message::titled, {{"title", one.title}, {"text", one.text}}), 0, 2);
      article({one.text, one.citation}, 4);
    }
  }
}

void print_readings(Page& page, Context const& context, Speech& speech) {
  auto const print = [&](std::string const& text, std::string const& where) {
    page.paragraph(text, 0, 2);
    if (!where.empty()) page.paragraph("[" + where + "]", 4, 5);
  };
  std::vector<bool> told(context.program.interpretations.size());
  for (std::uint32_t const id : context.decision.interpretations) {
    if (id >= told.size() || told[id]) continue;
    if (std::find(told.begin(), told.end(), true) == told.end()) section(page, speech(Message::how_texts_are_read));
    told[id] = true;
    print(speech.text(context.program.interpretations[id].text), speech.text(where_of(context.program, id)));
  }
  auto const found = contradictions(context.program, context.decision);
  if (!found.empty()) section(page, speech(Message::contradictions_of));
  for (auto const& one : found) {
    bool const of_text = one.citation == model::none;
    auto const how = one.contradiction->resolution.empty() ? std::string(speech(Message::not_resolved))
                                                           : speech(Message::taken_as, {{"reading", speech.text(one.contradiction->resolution)}});
    print(fmt::format("{} ({})", speech.text(one.contradiction->sides), how), of_text ? speech.text(one.where) : speech.cite(one.citation));
  }
}

}  // namespace convenio::render
