// Builder of what is said to people: sentences join the rule before them; translations stand for themselves.
#include "grammar/parser/build.hpp"
#include "grammar/syntax/codes.hpp"
#include "grammar/syntax/lexicon.hpp"

namespace convenio::grammar {

namespace Code = syntax::Code;

syntax::Saying Builder::saying(Node const& node) {
  syntax::Saying result;
  result.span = span(node);
  if (Node const* const value = find(node, Kind::word)) result.value = value->text == spelling(Word::yes);
  result.condition = child_expression(node, Kind::when);
  result.text = text_in(node);
  if (Node const* const where = find(node, Kind::where)) {
    unsigned depth = 0;
    for (Node const& child : where->children) result.places.push_back(binding(child, depth));
  }
  return result;
}

void Builder::join(std::vector<syntax::Declaration>& list, Node const& node) {
  if (node.kind != Kind::says) return list.push_back(declaration(node));
  syntax::Declaration* const before = list.empty() ? nullptr : &list.back();
  if (auto* const record = before ? std::get_if<syntax::RecordDecl>(&before->node) : nullptr)
    return tell({"this record", "a record is told by its fields alone, always", "write `says` and the sentence, with names of fields as places"},
                record->says, *before, node);
  if (auto* const clause = before ? std::get_if<syntax::StandsDecl>(&before->node) : nullptr)
    return tell({"this clause", "a clause is told by a text alone, where it decided", "write `says` and the sentence"}, clause->says, *before, node);
  auto* const rule = before ? std::get_if<syntax::RuleDecl>(&before->node) : nullptr;
  auto* const exception = before ? std::get_if<syntax::ExceptionDecl>(&before->node) : nullptr;
  bool const condition = rule && rule->condition != syntax::RuleDecl::Condition::no;
  if ((!rule && !exception) || condition) {
    bool const broken = before && std::holds_alternative<syntax::Broken>(before->node);
    if (!broken) {
      fault(Code::unexpected, span(node), "`says` tells what the rule, exception, clause or record before it came to",
            "put it after that, before any other declaration");
    }
    return;
  }
  if (find(node, Kind::text) == nullptr) return;  // reported
  (rule ? rule->says : exception->says).push_back(saying(node));
  before->span.end = span(node).end;
}

void Builder::tell(Teller const& teller, std::optional<syntax::Text>& says, syntax::Declaration& declared, Node const& node) {
  if (find(node, Kind::text) == nullptr) return;  // reported
  syntax::Saying const told = saying(node);
  if (told.value || told.condition || !told.places.empty()) {
    fault(Code::unexpected, span(node), std::string(teller.of), teller.hint);
    return;
  }
  if (says) {
    fault(Code::unexpected, span(node), std::string(teller.name) + " has a sentence already");
    return;
  }
  says = told.text;
  declared.span.end = span(node).end;
}

Builder::Item Builder::translation(Node const& node) {
  auto named = name_in(node, Kind::name);
  if (!named) return syntax::Broken{};
  syntax::TranslationDecl result;
  result.language = *named;
  for (Node const& child : node.children) {
    if (child.kind != Kind::translated || child.children.size() < 2) continue;
    result.entries.push_back({text(child.children[0]), text(child.children[1])});
  }
  return result;
}

}  // namespace convenio::grammar
