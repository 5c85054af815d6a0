// What the nodes of an explanation refer to: histories, reasons, and the declarations that an operation went
// by. Each is written once. Knows values and declarations; knows no operator.
#include <algorithm>

#include <fmt/format.h>

#include "engine/render/json_explanation.hpp"
#include "engine/render/words.hpp"
#include "grammar/text/utf8.hpp"

namespace convenio::render {

using model::none;
using model::Value;

char const* kind_name(model::Blocker::Kind kind) {
  using Kind = model::Blocker::Kind;
  switch (kind) {
    case Kind::missing_fact:
      return "missing_fact";
    case Kind::contradictory_fact:
      return "contradictory_fact";
    case Kind::pending_judgement:
      return "pending_judgement";
    case Kind::open_discretion:
      return "open_discretion";
    case Kind::conflict:
      return "conflict";
    case Kind::not_encoded:
      return "not_encoded";
    case Kind::undefined_text:
      return "undefined_text";
    case Kind::not_in_force:
      return "not_in_force";
    case Kind::impossible:
      return "impossible";
    case Kind::limit:
      return "limit";
  }
  return "";
}

void ExplanationWriter::write_basis() {
  w_.key("basis").begin_object();
  rules();
  precedences();
  list("histories", histories_.size(),
       [&](std::size_t n) { history(*std::get<model::HistoryPtr>(histories_.at(n).content)); });
  list("periods", periods_.size(),
       [&](std::size_t n) { period(*std::get<model::PeriodPtr>(periods_.at(n).content)); });
  agreements();
  vocabulary();
  list("reasons", reasons_.size(), [&](std::size_t n) {
    w_.begin_object()
        .member("kind", kind_name(reasons_.at(n).first))
        .member("subject", reasons_.at(n).second)
        .end_object();
  });
  w_.end_object();
}

// ---------------------------------------------------------------- values

void ExplanationWriter::missing(Value const& v) {
  w_.begin_array();
  auto const* absence = std::get_if<model::AbsencePtr>(&v.content);
  if (absence && *absence) {
    std::vector<std::uint32_t> told;
    for (auto const& blocker : (*absence)->blockers) {
      auto const number = reasons_.of({blocker.kind, blocker.subject});
      if (std::find(told.begin(), told.end(), number) != told.end()) continue;
      told.push_back(number);
      w_.number(number);
    }
  }
  w_.end_array();
}

void ExplanationWriter::value(Value const& v, core::TypeId type) {
  core::TypeId const element = type < program_.types.size() ? program_.types[type].element : none;
  if (v.absent()) {
    w_.begin_object().key("missing");
    missing(v);
    w_.end_object();
  } else if (auto const* truth = std::get_if<bool>(&v.content)) {
    w_.truth(*truth);
  } else if (std::holds_alternative<model::HistoryPtr>(v.content)) {
    w_.begin_object().key("history").number(histories_.of(v)).end_object();
  } else if (std::holds_alternative<model::PeriodPtr>(v.content)) {
    w_.begin_object().key("period").number(periods_.of(v)).end_object();
  } else if (auto const* items = std::get_if<model::ListPtr>(&v.content)) {
    w_.begin_array();
    for (auto const& item : (*items)->items) value(item, element);
    w_.end_array();
  } else if (auto const* made = std::get_if<model::RecordPtr>(&v.content);
             made && (*made)->record < program_.records.size()) {
    auto const& fields = program_.records[(*made)->record].fields;
    records_.of((*made)->record);
    w_.begin_object();
    for (std::size_t n = 0; n < fields.size() && n < (*made)->fields.size(); ++n) {
      w_.key(fields[n].name);
      value((*made)->fields[n], fields[n].type);
    }
    w_.end_object();
  } else {
    w_.string(core::to_string(program_, v, type));
  }
}

std::string ExplanationWriter::state(model::StateId id) const { return core::state_code(program_, id); }

void ExplanationWriter::period(model::Period const& one) {
  w_.begin_object().member("id", one.id).member("state", state(one.state));
  w_.member("from", one.begin.to_string()).member("to", last_day(one.end));
  if (one.original_state != none && one.original_state != one.state) {
    w_.member("original_state", state(one.original_state));
  }
  if (one.certified) {
    w_.member("certified",
              fmt::format("{} {}", one.certified->amount.to_string(), model::name(one.certified->unit)));
  }
  if (!one.besides.empty()) {
    list("besides", one.besides.size(), [&](std::size_t n) {
      w_.string(fmt::format("{} {}", one.besides[n].amount.to_string(), model::name(one.besides[n].unit)));
    });
  }
  if (one.day_week > 0) w_.key("day_week").number(one.day_week);
  w_.key("whole").truth(one.whole);
  if (one.dating != model::Dating::dated) {
    w_.member("dating", one.dating == model::Dating::apart ? "apart" : "undated");
  }
  for (std::size_t n = 0; n < one.attributes.size() && n < program_.attributes.size(); ++n) {
    Value const& stated = one.attributes[n];
    if (stated.absent() && !std::get<model::AbsencePtr>(stated.content)) continue;
    w_.key(program_.attributes[n].name);
    value(stated, program_.attributes[n].type);
  }
  w_.end_object();
}

void ExplanationWriter::history(model::History const& one) {
  w_.begin_object();
  auto const number = [&](model::Period const& period) {
    w_.number(periods_.of({std::make_shared<model::Period const>(period)}));
  };
  list("periods", one.periods.size(), [&](std::size_t n) { number(one.periods[n]); });
  if (!one.undated.empty()) {
    list("undated", one.undated.size(), [&](std::size_t n) { number(one.undated[n]); });
  }
  if (!one.doubts.empty()) {
    list("doubts", one.doubts.size(), [&](std::size_t n) {
      auto const& doubt = one.doubts[n];
      w_.begin_object().member("from", doubt.begin.to_string()).member("to", last_day(doubt.end));
      list("candidates", doubt.candidates.size(), [&](std::size_t c) { number(doubt.candidates[c]); });
      w_.key("may_be_absent").truth(doubt.may_be_absent).key("missing");
      missing({doubt.why});
      w_.end_object();
    });
  }
  w_.end_object();
}

// ---------------------------------------------------------------- rule files

// The words of a literal or a row, and where they stand.
void ExplanationWriter::written(text::Span span) {
  if (!sources_ || span.source == text::no_source) return;
  std::string place = sources_->place(span);
  if (!folder_.empty() && place.starts_with(text::printable(folder_)))
    place.erase(0, text::printable(folder_).size());
  w_.optional_member("text", sources_->slice(span)).optional_member("place", place);
}

void ExplanationWriter::validity(core::Validity const& one) {
  if (one.from) w_.member("from", one.from->to_string());
  if (one.until) w_.member("until", one.until->to_string());
  if (one.from || one.until) written(one.span);
}

void ExplanationWriter::key(core::Key const& one, core::TypeId type) {
  using Kind = core::Key::Kind;
  auto const bound = [&](char const* name, Value const& v) {
    w_.key(name);
    value(v, type);
  };
  Value const& upper = one.high.absent() ? one.low : one.high;
  w_.begin_object();
  switch (one.kind) {
    case Kind::value:
      bound("is", one.low);
      break;
    case Kind::range:
      bound("from", one.low);
      bound("to", one.high);
      break;
    case Kind::range_below:
      bound("from", one.low);
      bound("below", one.high);
      break;
    case Kind::from:
      bound("from", one.low);
      break;
    case Kind::until:
      bound("to", upper);
      break;
    case Kind::below:
      bound("below", upper);
      break;
    case Kind::any:
      break;
  }
  w_.end_object();
}

void ExplanationWriter::versions(std::vector<core::Version> const& all) {
  list("versions", all.size(), [&](std::size_t n) {
    w_.begin_object();
    validity(all[n].validity);
    if (all[n].enacted) w_.member("enacted", all[n].enacted->to_string());
    w_.end_object();
  });
}

void ExplanationWriter::rules() {
  list("rules", rules_.size(), [&](std::size_t number) {
    auto const& rule = program_.rules[rules_.at(number)];
    w_.begin_object().member("name", rule.name);
    if (!rule.exceptions.empty()) {
      list("exceptions", rule.exceptions.size(), [&](std::size_t n) {
        w_.begin_object().member("name", rule.exceptions[n].name);
        auto const& overrides = rule.exceptions[n].overrides;
        list("overrides", overrides.size(),
             [&](std::size_t o) { w_.string(rule.exceptions[overrides[o]].name); });
        w_.end_object();
      });
    }
    if (rule.open) {
      list("parts", rule.parts.size(), [&](std::size_t n) {
        auto const& part = rule.parts[n];
        w_.begin_object();
        list("patterns", part.patterns.size(), [&](std::size_t p) {
          if (part.patterns[p])
            value(*part.patterns[p], rule.parameters[p].type);
          else
            w_.null();
        });
        if (part.body == none) versions(part.versions);
        w_.end_object();
      });
    } else if (rule.body == none) {
      versions(rule.versions);
    }
    w_.end_object();
  });
}

void ExplanationWriter::precedences() {
  list("precedences", precedences_.size(), [&](std::size_t number) {
    auto const& one = program_.precedences[precedences_.at(number)];
    w_.begin_object().member("name", one.name).key("arguments").number(one.parameters.size());
    list("clauses", one.clauses.size(), [&](std::size_t n) { w_.string(one.clauses[n].name); });
    std::vector<std::string> by_amount;
    for (auto const& clause : one.clauses) {
      if (clause.by_amount) by_amount.push_back(clause.name);
    }
    if (!by_amount.empty())
      list("by_amount", by_amount.size(), [&](std::size_t n) { w_.string(by_amount[n]); });
    w_.key("ordered").truth(one.ordered);
    switch (one.otherwise) {
      case model::Otherwise::both:
        w_.member("otherwise", "both");
        break;
      case model::Otherwise::highest:
        w_.member("otherwise", "highest amount");
        break;
      case model::Otherwise::conflict:
        w_.member("otherwise", "conflict");
        break;
      case model::Otherwise::undefined:
        w_.member("otherwise", "undefined").member("reason", one.reason);
        break;
    }
    if (one.undated_apart) w_.key("undated_apart").truth(true);
    w_.end_object();
  });
}

void ExplanationWriter::agreements() {
  list("agreements", agreements_.size(), [&](std::size_t number) {
    auto const& text = program_.texts[agreements_.at(number)];
    w_.begin_object().member("name", text.name);
    list("parties", text.parties.size(), [&](std::size_t n) {
      w_.begin_object().member("state", state(text.parties[n].state));
      validity(text.parties[n].validity);
      auto const condition = text.parties[n].condition;
      if (condition != none) w_.member("while", program_.rules[condition].formula);
      w_.end_object();
    });
    if (!text.pairs.empty()) {
      list("pairs", text.pairs.size(), [&](std::size_t n) {
        w_.begin_object()
            .member("first", state(text.pairs[n].first))
            .member("second", state(text.pairs[n].second));
        validity(text.pairs[n].validity);
        w_.end_object();
      });
    }
    w_.end_object();
  });
}

// A literal, or a list of literals: what a reader of cases takes where a period does not state an attribute.
Value ExplanationWriter::constant(core::ExprId id) const {
  if (id == none) return {};
  auto const& e = program_.expressions[id];
  if (e.op == core::Op::constant) return program_.constants[e.a];
  if (e.op != core::Op::list) return {};
  std::vector<Value> items;
  for (std::uint32_t n = 0; n < e.child_count; ++n) {
    items.push_back(constant(program_.child(id, n)));
    if (items.back().absent()) return {};
  }
  return {std::make_shared<model::ListValue const>(model::ListValue{std::move(items)})};
}

// States in their declared order, types of fields and attributes, currencies that follow others, units that
// equal others.
void ExplanationWriter::vocabulary() {
  list("states", program_.states.size(), [&](std::size_t n) { w_.string(program_.states[n].code); });
  w_.key("records").begin_object();
  for (std::size_t number = 0; number < records_.size(); ++number) {
    auto const& record = program_.records[records_.at(number)];
    w_.key(record.name).begin_object();
    for (auto const& field : record.fields) w_.member(field.name, core::type_name(program_, field.type));
    w_.end_object();
  }
  w_.end_object().key("attributes").begin_object();
  for (auto const& attribute : program_.attributes) {
    w_.member(attribute.name, core::type_name(program_, attribute.type));
  }
  w_.end_object().key("defaults").begin_object();
  for (auto const& attribute : program_.attributes) {
    auto const taken = constant(attribute.fallback);
    if (taken.absent()) continue;
    w_.key(attribute.name);
    value(taken, attribute.type);
  }
  w_.end_object().key("unless_certified_otherwise").begin_array();
  for (auto const& attribute : program_.attributes) {
    if (attribute.unless_certified_otherwise) w_.string(attribute.name);
  }
  w_.end_array().key("currencies").begin_object();
  for (auto const& currency : program_.currencies) {
    if (currency.follows == none) continue;
    w_.key(currency.code).begin_object().member("follows", program_.currencies[currency.follows].code);
    w_.member("factor", currency.factor.to_string()).end_object();
  }
  w_.end_object();
  list("conversions", conversions_.size(), [&](std::size_t number) {
    auto const& conversion = program_.conversions[conversions_.at(number)];
    w_.begin_object().member("name", core::conversion_name(program_, conversions_.at(number)));
    list("equations", conversion.equations.size(), [&](std::size_t n) {
      auto const& one = conversion.equations[n];
      w_.begin_array().string(fmt::format("{} {}", one.left_amount.to_string(), model::name(one.left)));
      w_.string(fmt::format("{} {}", one.right_amount.to_string(), model::name(one.right))).end_array();
    });
    w_.end_object();
  });
}

}  // namespace convenio::render
