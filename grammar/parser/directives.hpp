// The few parsers and directives that the grammar is made of, over one node type.
// Private to the parser; knows X3, words and nodes, no construct of the language.
// Every parser here restores its position when it fails, so that spans end with a token.
#pragma once

#define BOOST_SPIRIT_X3_UNICODE_NO
#include <boost/spirit/home/x3.hpp>

#include <functional>
#include <string>
#include <type_traits>
#include <utility>

#include "grammar/parser/lexicon.hpp"
#include "grammar/parser/node.hpp"
#include "grammar/parser/session.hpp"

namespace convenio::grammar {

namespace x3 = boost::spirit::x3;

using Iterator = char const*;
using Expectation = x3::expectation_failure<Iterator>;

struct Blank : x3::parser<Blank> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class It, class Context, class RContext, class Attribute>
  bool parse(It& first, It const& last, Context const&, RContext&, Attribute&) const {
    It const begin = first;
    first = skip_blank(first, last);
    return first != begin;
  }
};

struct session_tag;
using Context = x3::context<session_tag, std::reference_wrapper<Session>, x3::phrase_parse_context<Blank>::type>;

template <class C>
Session& session_of(C const& context) {
  return x3::get<session_tag>(context).get();
}

// ---------------------------------------------------------------- without attribute

struct WordParser : x3::parser<WordParser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  constexpr explicit WordParser(Word w) : word_(w) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const&, R&, A&) const {
    return match(first, last, word_);
  }
  static bool match(Iterator& first, Iterator const& last, Word wanted) {
    Iterator at = skip_blank(first, last);
    for (char const c : spelling(wanted)) {
      if (at == last || *at != c) return false;
      ++at;
    }
    if (at != last && is_word_part(*at)) return false;
    first = at;
    return true;
  }
  Word word_;
};

constexpr WordParser word(Word w) { return WordParser(w); }

struct SignParser : x3::parser<SignParser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  constexpr explicit SignParser(char s) : sign(s) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const&, R&, A&) const {
    It const at = skip_blank(first, last);
    if (at == last || *at != sign) return false;
    first = at + 1;
    return true;
  }
  char sign;
};

constexpr SignParser sign(char s) { return SignParser(s); }

// Succeeds where `in` may be a comparison.
struct InAllowed : x3::parser<InAllowed> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class It, class C, class R, class A>
  bool parse(It&, It const&, C const& context, R&, A&) const {
    return session_of(context).in_allowed;
  }
};

// ---------------------------------------------------------------- tokens

// The end of the token that begins at `first`, or nullptr.
using Scan = Iterator (*)(Iterator first, Iterator last);

struct TokenParser : x3::parser<TokenParser> {
  using attribute_type = Node;
  static bool const has_attribute = true;
  static bool const handles_container = false;
  constexpr TokenParser(Kind k, Scan s, char const* l) : kind(k), scan_(s), label(l) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R&, A& attribute) const {
    It const begin = skip_blank(first, last);
    It const end = begin == last ? nullptr : scan_(begin, last);
    if (end == nullptr) return false;
    first = end;
    if constexpr (std::is_same_v<A, Node>) {
      Session const& session = session_of(context);
      attribute.kind = kind;
      attribute.begin = session.offset(begin);
      attribute.end = session.offset(end);
      attribute.text = std::string_view(begin, static_cast<std::size_t>(end - begin));
    }
    return true;
  }
  Kind kind;
  Scan scan_;
  char const* label;
};

constexpr TokenParser token(Kind kind, Scan scan, char const* label) { return {kind, scan, label}; }

// A word kept as a token.
struct MarkParser : x3::parser<MarkParser> {
  using attribute_type = Node;
  static bool const has_attribute = true;
  static bool const handles_container = false;
  constexpr MarkParser(Kind k, Word w) : kind(k), word_(w) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R&, A& attribute) const {
    It const begin = skip_blank(first, last);
    It at = begin;
    if (!WordParser::match(at, last, word_)) return false;
    first = at;
    if constexpr (std::is_same_v<A, Node>) {
      Session const& session = session_of(context);
      attribute.kind = kind;
      attribute.begin = session.offset(begin);
      attribute.end = session.offset(at);
      attribute.text = spelling(word_);
    }
    return true;
  }
  Kind kind;
  Word word_;
};

constexpr MarkParser mark(Kind kind, Word w) { return {kind, w}; }
constexpr MarkParser mark(Word w) { return {Kind::word, w}; }

// ---------------------------------------------------------------- directives

template <class Subject>
constexpr auto as_subject(Subject const& subject) {
  return x3::as_parser(subject);
}
template <class Subject>
using SubjectOf = typename x3::extension::as_parser<Subject>::value_type;

// node{Kind}[p]: the nodes of p become the children of one node.
template <class Subject>
struct NodeDirective : x3::unary_parser<Subject, NodeDirective<Subject>> {
  using base = x3::unary_parser<Subject, NodeDirective<Subject>>;
  using attribute_type = Node;
  static bool const has_attribute = true;
  static bool const handles_container = false;
  constexpr NodeDirective(Subject const& subject, Kind k) : base(subject), kind(k) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A& attribute) const {
    It at = first;
    std::vector<Node> children;
    if (!this->subject.parse(at, last, context, rcontext, children)) return false;
    if constexpr (std::is_same_v<A, Node>) {
      Session const& session = session_of(context);
      attribute.kind = kind;
      attribute.begin = session.offset(skip_blank(first, at));
      attribute.end = session.offset(at);
      attribute.children = std::move(children);
    }
    first = at;
    return true;
  }
  Kind kind;
};

struct node {
  Kind kind;
  template <class S>
  constexpr auto operator[](S const& subject) const {
    return NodeDirective<SubjectOf<S>>(as_subject(subject), kind);
  }
};

// recovering{Kind, "the rule", resync}[p]: a node that keeps what was read before a fault, and goes on.
template <class Subject>
struct RecoveringDirective : x3::unary_parser<Subject, RecoveringDirective<Subject>> {
  using base = x3::unary_parser<Subject, RecoveringDirective<Subject>>;
  using attribute_type = Node;
  static bool const has_attribute = true;
  static bool const handles_container = false;
  constexpr RecoveringDirective(Subject const& subject, Kind k, char const* c, Resync r)
      : base(subject), kind(k), construct(c), resync(r) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A& attribute) const {
    Session& session = session_of(context);
    unsigned const depth = session.depth;
    It const begin = skip_blank(first, last);
    It at = first;
    std::vector<Node> children;
    bool broken = false;
    try {
      if (!this->subject.parse(at, last, context, rcontext, children)) return false;
    } catch (Expectation const& failure) {
      complain(session, failure.where(), failure.which(), construct);
      at = resync(session, begin, failure.where());
      session.depth = depth;
      session.in_allowed = true;
      session.too_deep = false;
      broken = true;
    }
    if constexpr (std::is_same_v<A, Node>) {
      attribute.kind = kind;
      attribute.begin = session.offset(begin);
      attribute.end = session.offset(at);
      attribute.children = std::move(children);
      attribute.broken = broken;
    }
    first = at;
    return true;
  }
  Kind kind;
  char const* construct;
  Resync resync;
};

struct recovering {
  Kind kind;
  char const* construct;
  Resync resync = after_declaration;
  template <class S>
  constexpr auto operator[](S const& subject) const {
    return RecoveringDirective<SubjectOf<S>>(as_subject(subject), kind, construct, resync);
  }
};

// named{"an expression"}[p]: what the drafter is told when p was expected.
template <class Subject>
struct NamedDirective : x3::unary_parser<Subject, NamedDirective<Subject>> {
  using base = x3::unary_parser<Subject, NamedDirective<Subject>>;
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  constexpr NamedDirective(Subject const& subject, char const* l) : base(subject), label(l) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A& attribute) const {
    return this->subject.parse(first, last, context, rcontext, attribute);
  }
  char const* label;
};

struct named {
  char const* label;
  template <class S>
  constexpr auto operator[](S const& subject) const {
    return NamedDirective<SubjectOf<S>>(as_subject(subject), label);
  }
};

// nested[p]: counts the depth; with `Inside`, says whether `in` may be a comparison inside.
template <class Subject>
struct NestedDirective : x3::unary_parser<Subject, NestedDirective<Subject>> {
  using base = x3::unary_parser<Subject, NestedDirective<Subject>>;
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  enum class Inside { same, brackets, let_value };
  constexpr NestedDirective(Subject const& subject, Inside i) : base(subject), inside(i) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A& attribute) const {
    Session& session = session_of(context);
    if (session.depth >= deepest_nesting) {
      complain_about_depth(session, first);
      boost::throw_exception(Expectation(first, std::string{}));
    }
    Guard const guard(session, inside);
    return this->subject.parse(first, last, context, rcontext, attribute);
  }
  struct Guard {
    Guard(Session& s, Inside inside) : session(s), allowed(s.in_allowed) {
      ++session.depth;
      if (inside != Inside::same) session.in_allowed = inside == Inside::brackets;
    }
    Guard(Guard const&) = delete;
    Guard& operator=(Guard const&) = delete;
    ~Guard() {
      --session.depth;
      session.in_allowed = allowed;
    }
    Session& session;
    bool allowed;
  };
  Inside inside;
};

template <int Inside>
struct NestedSpec {
  template <class S>
  constexpr auto operator[](S const& subject) const {
    using Directive = NestedDirective<SubjectOf<S>>;
    return Directive(as_subject(subject), static_cast<typename Directive::Inside>(Inside));
  }
};
inline constexpr NestedSpec<0> nested{};
inline constexpr NestedSpec<1> in_brackets{};
inline constexpr NestedSpec<2> in_let{};

// Remembers where the last expression ended, for better messages.
template <class Subject>
struct ExpressionDirective : x3::unary_parser<Subject, ExpressionDirective<Subject>> {
  using base = x3::unary_parser<Subject, ExpressionDirective<Subject>>;
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  constexpr explicit ExpressionDirective(Subject const& subject) : base(subject) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A& attribute) const {
    if (!this->subject.parse(first, last, context, rcontext, attribute)) return false;
    session_of(context).expression_end = first;
    return true;
  }
};

struct remembering_t {
  template <class S>
  constexpr auto operator[](S const& subject) const {
    return ExpressionDirective<SubjectOf<S>>(as_subject(subject));
  }
};
inline constexpr remembering_t remembering{};

// block_end{"the article"}: `}`; where it is missing at the end of the file, that is said, and it counts as read.
// Skips what is no item: `unless_closed` is false at `}` and at the end.
struct BlockEnd : x3::parser<BlockEnd> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  constexpr explicit BlockEnd(char const* c) : construct(c) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R&, A&) const {
    It const at = skip_blank(first, last);
    if (at != last && *at == '}') {
      first = at + 1;
    } else {
      complain_about_closing(session_of(context), first, nullptr, construct);
    }
    return true;
  }
  char const* construct;
};

// What begins no item: complains and resumes at the next one. Fails at the end, and at `}` unless `outermost`.
struct NoItem : x3::parser<NoItem> {
  using attribute_type = Node;
  static bool const has_attribute = true;
  static bool const handles_container = false;
  constexpr NoItem(Resync r, bool o) : resync(r), outermost(o) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R&, A& attribute) const {
    Session& session = session_of(context);
    It const at = skip_blank(first, last);
    if (at == last || (*at == '}' && !outermost)) return false;
    complain_about_item(session, first);
    first = *at == '}' ? at + 1 : resync(session, at, at);
    if constexpr (std::is_same_v<A, Node>) {
      attribute.kind = Kind::broken;
      attribute.begin = session.offset(at);
      attribute.end = session.offset(first);
      attribute.broken = true;
    }
    return true;
  }
  Resync resync;
  bool outermost;
};

}  // namespace convenio::grammar

// What X3 reports as expected.
namespace boost::spirit::x3 {

template <>
struct get_info<convenio::grammar::WordParser> {
  using result_type = std::string;
  std::string operator()(convenio::grammar::WordParser const& p) const {
    return "`" + std::string(convenio::grammar::spelling(p.word_)) + "`";
  }
};
template <>
struct get_info<convenio::grammar::MarkParser> {
  using result_type = std::string;
  std::string operator()(convenio::grammar::MarkParser const& p) const {
    return "`" + std::string(convenio::grammar::spelling(p.word_)) + "`";
  }
};
template <>
struct get_info<convenio::grammar::SignParser> {
  using result_type = std::string;
  std::string operator()(convenio::grammar::SignParser const& p) const {
    return std::string("`") + p.sign + "`";
  }
};
template <>
struct get_info<convenio::grammar::TokenParser> {
  using result_type = std::string;
  std::string operator()(convenio::grammar::TokenParser const& p) const { return p.label; }
};
template <class Subject>
struct get_info<convenio::grammar::NamedDirective<Subject>> {
  using result_type = std::string;
  std::string operator()(convenio::grammar::NamedDirective<Subject> const& p) const { return p.label; }
};

}  // namespace boost::spirit::x3
