// See unread.hpp.
#include "grammar/parser/unread.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <set>
#include <string>

namespace convenio::grammar {

namespace {

using Extent = syntax::Unread::Kind;

// What is read for itself inside of a declaration: a fault in one says nothing of the others, nor of the
// head.
bool stands_alone(Kind kind) {
  constexpr std::array alone{Kind::row,        Kind::version,     Kind::body,       Kind::binding,
                             Kind::arm,        Kind::when,        Kind::entitled,   Kind::grants,
                             Kind::fact_value, Kind::expectation, Kind::broken,     Kind::ledger_row,
                             Kind::given,      Kind::held_by,     Kind::period_row, Kind::confidence,
                             Kind::source,     Kind::note,        Kind::default_};
  return std::find(alone.begin(), alone.end(), kind) != alone.end();
}

bool is_name(Node const& node) {
  return node.kind == Kind::name || node.kind == Kind::currency || node.kind == Kind::label;
}

// Other declarations use these by a name that stands in their head.
bool is_named(Kind kind) {
  constexpr std::array named{
      Kind::rule,       Kind::condition, Kind::table,         Kind::parameter_decl, Kind::precedence,
      Kind::fact,       Kind::state,     Kind::currency_decl, Kind::enumeration,    Kind::record,
      Kind::conversion, Kind::award,     Kind::route,         Kind::question,       Kind::period_attribute,
      Kind::sample,     Kind::header};
  return std::find(named.begin(), named.end(), kind) != named.end();
}

class Marker {
 public:
  Marker(Session const& session, std::vector<std::uint32_t> faults)
      : session_(session), faults_(std::move(faults)) {
    std::sort(faults_.begin(), faults_.end());
  }

  void items(Node const& parent) {
    for (std::size_t i = 0; i < parent.children.size(); ++i) {
      Node const& child = parent.children[i];
      if (child.kind != Kind::container) {
        bool const cut = i + 1 < parent.children.size() && cuts_off(parent.children[i + 1]);
        item(child, cut);
        continue;
      }
      std::uint32_t read = child.begin;
      for (Node const& piece : child.children) {
        if (piece.kind == Kind::header) item(piece);
        if (piece.kind == Kind::block) items(piece);
        read = piece.end;
      }
      if (child.broken && read < child.end) mark(Extent::declaration, read, child.end);
    }
  }

  std::vector<syntax::Unread> take() { return std::move(marks_); }

 private:
  // What cannot be read and goes on with the line belongs to what stands before it, which was not read to its
  // end.
  bool cuts_off(Node const& node) const {
    return node.broken && !begins_line(session_, session_.first() + node.begin);
  }

  void item(Node const& node, bool cut = false) {
    auto const name = std::find_if(node.children.begin(), node.children.end(), is_name);
    name_ = is_named(node.kind) && name != node.children.end() ? &*name : nullptr;
    if (!node.broken) return parts(node, cut);
    bool const nameless = is_named(node.kind) && name_ == nullptr;
    bool const sign = node.kind == Kind::broken && !is_word_start(session_.first()[node.begin]);
    Extent const read = node.kind == Kind::header || sign ? Extent::part : Extent::declaration;
    mark(nameless ? Extent::nameless : read, node.begin, node.end);
  }

  // The smallest parts that stand alone, and the head, where faults were reported.
  void parts(Node const& node, bool cut = false) {
    std::vector<Node const*> alone;
    collect(node, alone);
    std::uint32_t at = node.begin;
    for (std::size_t i = 0; i < alone.size(); ++i) {
      Node const* const part = alone[i];
      if (fault_in(at, part->begin)) mark(Extent::part, at, part->begin);
      bool const last = i + 1 == alone.size();
      bool const cut_off = last ? cut && part->end == node.end : cuts_off(*alone[i + 1]);
      if (part->broken || cut_off) {
        mark(Extent::part, part->begin, part->end);
      } else {
        parts(*part);
      }
      at = part->end + 1;
    }
    bool const head_cut = cut && (alone.empty() || alone.back()->end != node.end);
    if (head_cut || fault_in(at, node.end + 1)) mark(Extent::part, std::min(at, node.end), node.end);
  }

  // The outermost such parts below the node, in their order.
  static void collect(Node const& node, std::vector<Node const*>& alone) {
    for (Node const& child : node.children) {
      if (stands_alone(child.kind)) {
        alone.push_back(&child);
      } else {
        collect(child, alone);
      }
    }
  }

  bool fault_in(std::uint32_t begin, std::uint32_t end) const {
    auto const first = std::lower_bound(faults_.begin(), faults_.end(), begin);
    return first != faults_.end() && *first < end;
  }

  void mark(Extent extent, std::uint32_t begin, std::uint32_t end) {
    std::set<std::string> words;
    char const* const last = session_.first() + end;
    for (char const* at = skip_blank(session_.first() + begin, last); at < last;) {
      char const* const after = skip_token(at, last);
      if (is_word_start(*at)) words.emplace(at, after);
      at = skip_blank(after, last);
    }
    bool const named = name_ != nullptr && name_->begin >= begin && name_->end <= end;
    marks_.push_back({extent,
                      {session_.source, begin, end},
                      named ? std::string(name_->text) : std::string(),
                      {words.begin(), words.end()}});
  }

  Session const& session_;
  Node const* name_ = nullptr;  // of the declaration that is looked at
  std::vector<std::uint32_t> faults_;
  std::vector<syntax::Unread> marks_;
};

}  // namespace

std::vector<syntax::Unread> unread(Node const& root, Session const& session,
                                   std::vector<std::uint32_t> faults) {
  Marker marker(session, std::move(faults));
  marker.items(root);
  auto marks = marker.take();
  // INVARIANT: in the order of the places.
  assert(std::is_sorted(marks.begin(), marks.end(),
                        [](auto const& a, auto const& b) { return a.span.begin < b.span.begin; }));
  return marks;
}

}  // namespace convenio::grammar
