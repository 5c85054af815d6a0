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

#include "grammar/parser/node.hpp"
#include "grammar/parser/session.hpp"
#include "grammar/syntax/lexicon.hpp"

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
using Context =
    x3::context<session_tag, std::reference_wrapper<Session>, x3::phrase_parse_context<Blank>::type>;

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
  bool parse(It& first, It const& last, C const& context, R&, A&) const {
    return match(first, last, word_, session_of(context).misread);
  }
  static bool match(Iterator& first, Iterator const& last, Word wanted, Misread const& misread) {
    Iterator at = skip_blank(first, last);
    if (misread.is(at, wanted)) {
      first = skip_token(at, last);
      return true;
    }
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

// Succeeds where `with` may begin changes; not in the dates of a period, whose changes follow them.
struct WithAllowed : x3::parser<WithAllowed> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class It, class C, class R, class A>
  bool parse(It&, It const&, C const& context, R&, A&) const {
    return session_of(context).with_allowed;
  }
};

// ---------------------------------------------------------------- tokens

// A node joins the children of the node that is being read.
inline void keep(Session& session, Node node) {
  if (session.children != nullptr) session.children->push_back(std::move(node));
}

// The end of the token that begins at `first`, or nullptr.
using Scan = Iterator (*)(Iterator first, Iterator last);

struct TokenParser : x3::parser<TokenParser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  constexpr TokenParser(Kind k, Scan s, char const* l) : kind(k), scan_(s), label(l) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R&, A&) const {
    It const begin = skip_blank(first, last);
    It const end = begin == last ? nullptr : scan_(begin, last);
    if (end == nullptr) return false;
    first = end;
    Session& session = session_of(context);
    std::string_view const text(begin, static_cast<std::size_t>(end - begin));
    keep(session, {kind, session.offset(begin), session.offset(end), text, {}, false});
    return true;
  }
  Kind kind;
  Scan scan_;
  char const* label;
};

constexpr TokenParser token(Kind kind, Scan scan, char const* label) { return {kind, scan, label}; }

// A word kept as a token; its text is the English spelling.
struct MarkParser : x3::parser<MarkParser> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  constexpr MarkParser(Kind k, Word w) : kind(k), word_(w) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R&, A&) const {
    It const begin = skip_blank(first, last);
    It at = begin;
    Session& session = session_of(context);
    if (!WordParser::match(at, last, word_, session.misread)) return false;
    first = at;
    keep(session, {kind, session.offset(begin), session.offset(at), spelling(word_), {}, false});
    return true;
  }
  Kind kind;
  Word word_;
};

constexpr MarkParser mark(Kind kind, Word w) { return {kind, w}; }
constexpr MarkParser mark(Word w) { return {Kind::word, w}; }

// ---------------------------------------------------------------- directives

template <class Subject>
using SubjectOf = typename x3::extension::as_parser<Subject>::value_type;

template <class Subject, class Derived>
struct Directive : x3::unary_parser<Subject, Derived> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  constexpr explicit Directive(Subject const& inner) : x3::unary_parser<Subject, Derived>(inner) {}
};

// While it lives, nodes join `children`; afterwards they join those of the node around.
class Collecting {
 public:
  Collecting(Session& session, std::vector<Node>& children) : session_(session), around_(session.children) {
    session_.children = &children;
  }
  Collecting(Collecting const&) = delete;
  Collecting& operator=(Collecting const&) = delete;
  ~Collecting() { session_.children = around_; }

 private:
  Session& session_;
  std::vector<Node>* around_;
};

// node{Kind}[p]: the nodes of p become the children of one node.
template <class Subject>
struct NodeDirective : Directive<Subject, NodeDirective<Subject>> {
  constexpr NodeDirective(Subject const& inner, Kind k) : Directive<Subject, NodeDirective>(inner), kind(k) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A&) const {
    Session& session = session_of(context);
    It at = first;
    Node result;
    {
      Collecting const collecting(session, result.children);
      if (!this->subject.parse(at, last, context, rcontext, x3::unused)) return false;
    }
    result.kind = kind;
    result.begin = session.offset(skip_blank(first, at));
    result.end = session.offset(at);
    keep(session, std::move(result));
    first = at;
    return true;
  }
  Kind kind;
};

struct node {
  Kind kind;
  template <class S>
  constexpr auto operator[](S const& subject) const {
    return NodeDirective<SubjectOf<S>>(x3::as_parser(subject), kind);
  }
};

// recovering{Kind, "the rule", resync}[p]: a node that keeps what was read before a fault, and goes on.
template <class Subject>
struct RecoveringDirective : Directive<Subject, RecoveringDirective<Subject>> {
  constexpr RecoveringDirective(Subject const& inner, Kind k, char const* c, Resync r)
      : Directive<Subject, RecoveringDirective>(inner), kind(k), construct(c), resync(r) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A&) const {
    Session& session = session_of(context);
    It const begin = skip_blank(first, last);
    It at = first;
    Node result;
    try {
      Collecting const collecting(session, result.children);
      if (!this->subject.parse(at, last, context, rcontext, x3::unused)) return false;
    } catch (Expectation const& failure) {
      complain(session, failure.where(), failure.which(), construct);
      at = resync(session, begin, failure.where());
      session.resumed_at = skip_blank(at, last);
      result.broken = true;
    }
    result.kind = kind;
    result.begin = session.offset(begin);
    result.end = session.offset(at);
    keep(session, std::move(result));
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
    return RecoveringDirective<SubjectOf<S>>(x3::as_parser(subject), kind, construct, resync);
  }
};

// named{"an expression"}[p]: what the drafter is told when p was expected.
template <class Subject>
struct NamedDirective : Directive<Subject, NamedDirective<Subject>> {
  constexpr NamedDirective(Subject const& inner, char const* l)
      : Directive<Subject, NamedDirective>(inner), label(l) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A&) const {
    return this->subject.parse(first, last, context, rcontext, x3::unused);
  }
  char const* label;
};

struct named {
  char const* label;
  template <class S>
  constexpr auto operator[](S const& subject) const {
    return NamedDirective<SubjectOf<S>>(x3::as_parser(subject), label);
  }
};

enum class Inside { same, brackets, let_value, dates };

// Counts the depth, and whether `in` may be a comparison and `with` a change: in brackets both may; `in` not
// in the value of a `let`, `with` not in the dates of a period.
class Nesting {
 public:
  Nesting(Session& session, Inside inside)
      : session_(session), in_allowed_(session.in_allowed), with_allowed_(session.with_allowed) {
    ++session_.depth;
    session_.in_allowed = inside == Inside::brackets || (inside != Inside::let_value && in_allowed_);
    session_.with_allowed = inside == Inside::brackets || (inside != Inside::dates && with_allowed_);
  }
  Nesting(Nesting const&) = delete;
  Nesting& operator=(Nesting const&) = delete;
  ~Nesting() {
    --session_.depth;
    session_.too_deep = session_.too_deep && session_.depth > deepest_nesting / 2;
    session_.in_allowed = in_allowed_;
    session_.with_allowed = with_allowed_;
  }

 private:
  Session& session_;
  bool in_allowed_, with_allowed_;
};

// nested[p], in_brackets[p], in_let[p], in_dates[p]
template <class Subject>
struct NestedDirective : Directive<Subject, NestedDirective<Subject>> {
  constexpr NestedDirective(Subject const& inner, Inside i)
      : Directive<Subject, NestedDirective>(inner), inside(i) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A&) const {
    Session& session = session_of(context);
    if (session.depth >= deepest_nesting) {
      complain_about_depth(session, first);
      boost::throw_exception(Expectation(first, std::string{}));
    }
    Nesting const nesting(session, inside);
    return this->subject.parse(first, last, context, rcontext, x3::unused);
  }
  Inside inside;
};

struct NestedSpec {
  Inside inside;
  template <class S>
  constexpr auto operator[](S const& subject) const {
    return NestedDirective<SubjectOf<S>>(x3::as_parser(subject), inside);
  }
};
inline constexpr NestedSpec nested{Inside::same};
inline constexpr NestedSpec in_brackets{Inside::brackets};
inline constexpr NestedSpec in_let{Inside::let_value};
inline constexpr NestedSpec in_dates{Inside::dates};

// Remembers where the last expression ended, for better messages.
template <class Subject>
struct RememberingDirective : Directive<Subject, RememberingDirective<Subject>> {
  using Directive<Subject, RememberingDirective>::Directive;
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R& rcontext, A&) const {
    if (!this->subject.parse(first, last, context, rcontext, x3::unused)) return false;
    session_of(context).expression_end = first;
    return true;
  }
};

struct RememberingSpec {
  template <class S>
  constexpr auto operator[](S const& subject) const {
    return RememberingDirective<SubjectOf<S>>(x3::as_parser(subject));
  }
};
inline constexpr RememberingSpec remembering{};

// ---------------------------------------------------------------- ends of blocks

// `}`; where it is missing at the end of the file, that is said, and it counts as read.
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
      complain_about_closing(session_of(context), first, construct);
    }
    return true;
  }
  char const* construct;
};

// What begins no item: complains and resumes at the next one, or has it read once more as what was meant.
// Fails at the end, and at `}` unless `outermost`.
struct NoItem : x3::parser<NoItem> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  constexpr NoItem(char const* e, Resync r, bool o) : expected(e), resync(r), outermost(o) {}
  template <class It, class C, class R, class A>
  bool parse(It& first, It const& last, C const& context, R&, A&) const {
    Session& session = session_of(context);
    It const at = skip_blank(first, last);
    if (at == last || (*at == '}' && !outermost)) return false;
    auto meant = complain_about_item(session, first, expected);
    if (!meant && begins_container(session, at)) meant = outermost ? Word::agreement : Word::article;
    if (meant && session.misread.at != at && begins_line(session, at)) {
      session.misread = {at, *meant};
      return true;
    }
    if (*at == '}') {  // with all that follow it
      for (first = at; first != last && *first == '}';) first = skip_blank(first + 1, last);
    } else {
      first = resync(session, at, at);
    }
    session.resumed_at = skip_blank(first, last);
    Node rest{Kind::broken, session.offset(at), session.offset(first), {}, {}, true};
    keep(session, std::move(rest));
    return true;
  }
  char const* expected;
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

// Of what is made of others, its beginning.
template <class Subject>
struct get_info<convenio::grammar::NodeDirective<Subject>> {
  using result_type = std::string;
  std::string operator()(convenio::grammar::NodeDirective<Subject> const& p) const { return what(p.subject); }
};
template <class Subject>
struct get_info<convenio::grammar::NestedDirective<Subject>> {
  using result_type = std::string;
  std::string operator()(convenio::grammar::NestedDirective<Subject> const& p) const {
    return what(p.subject);
  }
};
template <class Subject>
struct get_info<plus<Subject>> {
  using result_type = std::string;
  std::string operator()(plus<Subject> const& p) const { return what(p.subject); }
};
template <class Left, class Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(sequence<Left, Right> const& p) const { return what(p.left); }
};
template <class Left, class Right>
struct get_info<alternative<Left, Right>> {
  using result_type = std::string;
  std::string operator()(alternative<Left, Right> const& p) const {
    return what(p.left) + " or " + what(p.right);
  }
};

}  // namespace boost::spirit::x3
