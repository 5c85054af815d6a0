// See names.hpp.
#include "tools/book/names.hpp"

#include <optional>
#include <set>

#include <fmt/format.h>

#include "tools/book/markup.hpp"

namespace convenio::book {

namespace {

using syntax::Declaration;

struct Named {
  std::string_view kind;
  syntax::Name const* name = nullptr;
  std::string title;
};

std::string text_of(std::optional<syntax::Text> const& text) { return text ? text->value : ""; }

struct Naming {
  template <class Decl>
  Named operator()(Decl const&) const {
    return {};
  }
  Named operator()(syntax::RuleDecl const& rule) const {
    bool const part = !rule.open && !rule.result;
    using Condition = syntax::RuleDecl::Condition;
    if (rule.condition != Condition::no)
      return {rule.condition == Condition::remark ? "remark" : "impossible", &rule.name, text_of(rule.title)};
    return {part ? "part" : rule.open ? "open rule" : "rule", &rule.name, text_of(rule.title)};
  }
  Named operator()(syntax::ExceptionDecl const& decl) const { return {"exception", &decl.name, ""}; }
  Named operator()(syntax::ParameterDecl const& decl) const {
    return {"parameter", &decl.name, text_of(decl.title)};
  }
  Named operator()(syntax::TableDecl const& decl) const { return {"table", &decl.name, text_of(decl.title)}; }
  Named operator()(syntax::PrecedenceDecl const& decl) const { return {"precedence", &decl.name, ""}; }
  Named operator()(syntax::StandsDecl const& decl) const { return {"clause", &decl.name, ""}; }
  Named operator()(syntax::AwardDecl const& decl) const { return {"award", &decl.name, text_of(decl.title)}; }
  Named operator()(syntax::RouteDecl const& decl) const { return {"route", &decl.name, text_of(decl.title)}; }
  Named operator()(syntax::QuestionDecl const& decl) const {
    return {"question", &decl.name, text_of(decl.title)};
  }
  Named operator()(syntax::FactDecl const& decl) const {
    constexpr std::string_view roles[] = {"fact", "judgement", "election", "discretion"};
    return {roles[static_cast<std::size_t>(decl.role)], &decl.name, decl.question.value};
  }
};

// Where a word stands that follows `from`, or that begins there; nullopt where it does not stand.
std::optional<std::uint32_t> name_at(std::string_view text, std::uint32_t from, std::string_view name) {
  auto const part = [&](std::size_t at) {
    if (at >= text.size()) return false;
    char const c = text[at];
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
  };
  for (int word = 0; word < 2; ++word) {  // `name` or `package.name`
    std::size_t end = from;
    while (part(end)) ++end;
    if (text.substr(from, end - from) == name) return from;
    if (end >= text.size() || text[end] != '.') return std::nullopt;
    from = static_cast<std::uint32_t>(end + 1);
  }
  return std::nullopt;
}

class Finder {
 public:
  Finder(api::Loaded const& loaded, Outline const& outline) : loaded_(loaded), outline_(outline) {
    for (auto const& chapter : outline.chapters) ids_.insert(chapter.id);
    for (auto const& section : outline.sections) ids_.insert(section.id);
  }

  Names run() {
    each([this](Declaration const& declaration) { declare(declaration); });
    for (core::ExprId id = 0; id < program().expressions.size(); ++id) expression(id);
    each([this](Declaration const& declaration) { references(declaration); });
    return std::move(names_);
  }

 private:
  core::Program const& program() const { return loaded_.program; }
  void each(Visit const& visit) const {
    for (auto const& file : loaded_.files) {
      if (file.package.text == outline_.package) for_each_declaration(file.declarations, visit);
    }
  }

  void declare(Declaration const& declaration);
  void expression(core::ExprId id);
  void references(Declaration const& declaration);
  void resolved(core::Expr const& expression);
  void use(text::SourceId source, std::uint32_t begin, std::size_t anchor, std::string const& package,
           std::string const& name);
  void use(core::Expr const& expression, text::Span declared, std::string const& package,
           std::string const& name);
  // The words of a declaration that name another: `exception x to RULE`.
  void refer(syntax::Path const& path, std::string_view kind, std::string_view of = {});
  void expectation(syntax::Expectation const& expectation);
  // The award whose routes a precedence puts in order; "" where it orders periods.
  std::string ordered_by(syntax::Path const& precedence) const;
  std::size_t part(core::ExprId id, core::Rule const& rule) const;
  std::string owner(std::string_view kind, std::string_view name) const;

  api::Loaded const& loaded_;
  Outline const& outline_;
  Names names_;
  std::set<std::string> ids_;
  std::map<std::tuple<std::string, std::string, std::string>, std::size_t> by_name_;  // kind, name, of
};

// Routes and clauses are named within their award or precedence.
std::string of_what(Declaration const& declaration) {
  if (auto const* route = std::get_if<syntax::RouteDecl>(&declaration.node)) {
    return route->award.parts.empty() ? "" : route->award.parts.back().text;
  }
  if (auto const* clause = std::get_if<syntax::StandsDecl>(&declaration.node)) {
    return clause->precedence.parts.empty() ? "" : clause->precedence.parts.back().text;
  }
  if (auto const* exception = std::get_if<syntax::ExceptionDecl>(&declaration.node)) {
    return exception->rule.parts.empty() ? "" : exception->rule.parts.back().text;
  }
  return "";
}

void Finder::declare(Declaration const& declaration) {
  auto const named = std::visit(Naming{}, declaration.node);
  if (named.name == nullptr) return;
  text::Span const at = named.name->span;
  auto const section = outline_.section_at(loaded_.sources, at.source, at.begin);
  if (section == outline_.sections.size()) return;
  std::string const wanted =
      identifier(fmt::format("{}-{}", named.kind == "open rule" ? "rule" : named.kind, named.name->text));
  std::string id = wanted;
  for (std::size_t n = 2; !ids_.insert(id).second; ++n) id = fmt::format("{}-{}", wanted, n);
  std::size_t const index = names_.anchors.size();
  names_.anchors.push_back({id, std::string(named.kind), named.name->text, named.title, at, declaration.span,
                            section, decides(declaration)});
  names_.declared[{at.source, at.begin}] = index;
  std::string const kind = named.kind == "open rule" ? "rule" : std::string(named.kind);
  if (kind != "part") by_name_[{kind, named.name->text, of_what(declaration)}] = index;
}

void Finder::use(text::SourceId source, std::uint32_t begin, std::size_t anchor, std::string const& package,
                 std::string const& name) {
  if (names_.declared.contains({source, begin})) return;
  names_.uses[{source, begin}] = {anchor, package, name, {}};
}

void Finder::use(core::Expr const& expression, text::Span declared, std::string const& package,
                 std::string const& name) {
  text::Span const span = expression.span;
  if (span.source == text::no_source) return;
  auto const begin = name_at(loaded_.sources[span.source].text(), span.begin, name);
  if (!begin || *begin >= span.end) return;
  auto const found = names_.declared.find({declared.source, declared.begin});
  use(span.source, *begin, found == names_.declared.end() ? nowhere : found->second, package, name);
}

// The part that answers a call, where constants alone show which one it is.
std::size_t Finder::part(core::ExprId id, core::Rule const& rule) const {
  for (auto const& part : rule.parts) {
    bool same = true;
    for (std::uint32_t n = 0; n < part.patterns.size() && same; ++n) {
      if (!part.patterns[n]) continue;
      auto const& given = program().expressions[program().child(id, n)];
      same = given.op == core::Op::constant && model::equal(program().constants[given.a], *part.patterns[n]);
    }
    if (!same) continue;
    auto const body = part.body != core::none ? part.body
                      : part.versions.empty() ? core::none
                                              : part.versions.front().body;
    if (body == core::none) return nowhere;
    auto const span = program().expressions[body].span;
    for (std::size_t n = 0; n < names_.anchors.size(); ++n) {
      auto const& anchor = names_.anchors[n];
      bool const within = anchor.whole.source == span.source && anchor.whole.begin <= span.begin &&
                          span.end <= anchor.whole.end;
      if (anchor.kind == "part" && within) return n;
    }
    return nowhere;
  }
  return nowhere;
}

void Finder::resolved(core::Expr const& expression) {
  if (expression.span.source == text::no_source) return;
  auto const& precedence = program().precedences[expression.a];
  auto const& text = loaded_.sources[expression.span.source].text();
  std::string_view const slice =
      std::string_view(text).substr(expression.span.begin, expression.span.end - expression.span.begin);
  auto const by = slice.rfind(" by ");
  if (by == std::string_view::npos) return;
  auto const begin =
      name_at(text, static_cast<std::uint32_t>(expression.span.begin + by + 4), precedence.name);
  if (!begin) return;
  auto const found = by_name_.find({"precedence", precedence.name, ""});
  bool const own = precedence.package == outline_.package && found != by_name_.end();
  use(expression.span.source, *begin, own ? found->second : nowhere, precedence.package, precedence.name);
}

void Finder::expression(core::ExprId id) {
  auto const& expression = program().expressions[id];
  if (expression.op == core::Op::call) {
    auto const& rule = program().rules[expression.a];
    use(expression, rule.span, rule.package, rule.name);
    if (!rule.open || expression.span.source == text::no_source) return;
    auto const anchor = part(id, rule);
    auto const& text = loaded_.sources[expression.span.source].text();
    auto const begin = name_at(text, expression.span.begin, rule.name);
    if (anchor != nowhere && begin) use(expression.span.source, *begin, anchor, rule.package, rule.name);
  } else if (expression.op == core::Op::lookup) {
    auto const& table = program().tables[expression.a];
    use(expression, table.span, table.package, table.name);
  } else if (expression.op == core::Op::fact) {
    auto const& fact = program().facts[expression.a];
    use(expression, fact.span, fact.package, fact.name);
  } else if (expression.op == core::Op::resolve) {
    resolved(expression);
  }
}

template <class Items>
std::string package_of(Items const& items, std::string_view name) {
  for (auto const& item : items) {
    if (item.name == name) return item.package;
  }
  return "";
}

std::string Finder::owner(std::string_view kind, std::string_view name) const {
  if (kind == "rule") return package_of(program().rules, name);
  if (kind == "award") return package_of(program().awards, name);
  if (kind == "precedence") return package_of(program().precedences, name);
  if (kind == "fact") return package_of(program().facts, name);
  return "";
}

void Finder::refer(syntax::Path const& path, std::string_view kind, std::string_view of) {
  if (path.parts.empty()) return;
  auto const& name = path.parts.back();
  bool const foreign = path.parts.size() > 1 && path.parts.front().text != outline_.package;
  auto const found = by_name_.find({std::string(kind), name.text, std::string(of)});
  if (!foreign && found != by_name_.end()) {
    use(name.span.source, name.span.begin, found->second, outline_.package, name.text);
    return;
  }
  std::string const package = path.parts.size() > 1 ? path.parts.front().text : owner(kind, name.text);
  if (!package.empty() && package != outline_.package)
    use(name.span.source, name.span.begin, nowhere, package, name.text);
}

std::string Finder::ordered_by(syntax::Path const& precedence) const {
  if (precedence.parts.empty()) return "";
  for (auto const& one : program().precedences) {
    if (one.name == precedence.parts.back().text && one.award != core::none)
      return program().awards[one.award].name;
  }
  return "";
}

void Finder::expectation(syntax::Expectation const& expectation) {
  for (auto const& award : expectation.awards) this->expectation(award);
  auto const* call = expectation.expr ? std::get_if<syntax::Call>(&expectation.expr->node) : nullptr;
  auto const* bare = expectation.expr ? std::get_if<syntax::Reference>(&expectation.expr->node) : nullptr;
  auto const* award = call ? &call->callee : bare ? &bare->path : nullptr;
  if (expectation.kind == syntax::Expectation::Kind::status && award && !award->parts.empty()) {
    bool const known = !package_of(program().awards, award->parts.back().text).empty();
    if (known) refer(*award, "award");
    if (known && expectation.by_route) refer(*expectation.by_route, "route", award->parts.back().text);
  }
  for (auto const& row : expectation.ledger) {
    if (row.clause.parts.empty()) continue;
    for (auto const& [key, index] : by_name_) {  // the history's precedence is not written here
      auto const& [kind, name, of] = key;
      if (kind == "clause" && name == row.clause.parts.back().text) refer(row.clause, "clause", of);
    }
  }
}

void Finder::references(Declaration const& declaration) {
  auto const& node = declaration.node;
  if (auto const* part = std::get_if<syntax::RuleDecl>(&node); part && !part->open && !part->result) {
    // The name of a part is both: declared here, and a use of the open rule.
    auto const open = by_name_.find({"rule", part->name.text, ""});
    std::string const package = open == by_name_.end() ? owner("rule", part->name.text) : outline_.package;
    if (!package.empty())
      names_.uses[{part->name.span.source, part->name.span.begin}] = {
          open == by_name_.end() ? nowhere : open->second, package, part->name.text, {}};
  }
  if (auto const* exception = std::get_if<syntax::ExceptionDecl>(&node)) {
    refer(exception->rule, "rule");
    for (auto const& other : exception->overrides) refer(other, "exception", of_what(declaration));
  } else if (auto const* route = std::get_if<syntax::RouteDecl>(&node)) {
    refer(route->award, "award");
  } else if (auto const* clause = std::get_if<syntax::StandsDecl>(&node)) {
    refer(clause->precedence, "precedence");
    for (auto const& each : clause->routes) refer(each, "route", ordered_by(clause->precedence));
  } else if (auto const* apart = std::get_if<syntax::ApartDecl>(&node)) {
    refer(apart->precedence, "precedence");
  } else if (auto const* award = std::get_if<syntax::AwardDecl>(&node)) {
    refer(award->precedence, "precedence");
  } else if (auto const* precedence = std::get_if<syntax::PrecedenceDecl>(&node)) {
    refer(precedence->award, "award");
    for (auto const& clause_name : precedence->order) refer(clause_name, "clause", precedence->name.text);
  } else if (auto const* test = std::get_if<syntax::TestDecl>(&node)) {
    for (auto const& fact : test->facts) {
      for (auto const* kind : {"fact", "judgement", "election", "discretion"}) refer(fact.fact, kind);
    }
    for (auto const& given : test->given) {
      for (auto const* kind : {"rule", "parameter", "table"}) refer(given.fact, kind);
    }
    for (auto const& one : test->expectations) expectation(one);
  }
}

}  // namespace

Names names(api::Loaded const& loaded, Outline const& outline) { return Finder(loaded, outline).run(); }

}  // namespace convenio::book
