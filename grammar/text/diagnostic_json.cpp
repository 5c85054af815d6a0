// Diagnostics as JSON for editors and other programs.
// Knows the shape that docs/schemas/diagnostics-1.schema.json describes; one diagnostic stands on one line.
#include <algorithm>

#include "grammar/text/diagnostic.hpp"
#include "grammar/text/json_writer.hpp"

namespace convenio::text {

namespace {

class Writer {
 public:
  explicit Writer(Sources const& sources) : sources_(sources) {}
  std::string one(Diagnostic const& d);

 private:
  void place(Span span);
  void point(std::string_view name, Source const& source, std::uint32_t offset);
  void fix(Fix const& fix);

  Sources const& sources_;
  JsonWriter w_{false};
};

void Writer::point(std::string_view name, Source const& source, std::uint32_t offset) {
  Position const at = source.position(offset);
  w_.key(name).begin_object();
  w_.key("byte").number(offset).key("line").number(at.line).key("column").number(at.column);
  w_.end_object();
}

// The members of a place; none where the source is not known.
void Writer::place(Span span) {
  if (span.source >= sources_.size()) return;
  Source const& source = sources_[span.source];
  auto const size = static_cast<std::uint32_t>(source.text().size());
  std::uint32_t const begin = std::min(span.begin, size);
  w_.member("file", source.name());
  point("begin", source, begin);
  point("end", source, std::clamp(span.end, begin, size));
}

void Writer::fix(Fix const& fix) {
  w_.key("fix").begin_object().member("replacement", fix.replacement);
  place(fix.span);
  if (!fix.also.empty()) {
    w_.key("also").begin_array();
    for (Span const span : fix.also) {
      w_.begin_object();
      place(span);
      w_.end_object();
    }
    w_.end_array();
  }
  w_.end_object();
}

std::string Writer::one(Diagnostic const& d) {
  w_.begin_object().member("code", to_string(d.code));
  w_.member("severity", d.severity == Severity::error ? "error" : "warning").member("message", d.message);
  place(d.span);
  w_.optional_member("hint", d.hint);
  if (d.fix) fix(*d.fix);
  if (!d.places.empty()) {
    w_.key("places").begin_array();
    for (Place const& other : d.places) {
      w_.begin_object().member("label", other.label);
      place(other.span);
      w_.end_object();
    }
    w_.end_array();
  }
  return w_.end_object().take();
}

}  // namespace

std::string to_json(Diagnostics const& diagnostics, Sources const& sources) {
  std::string result = R"({"format":"convenio-diagnostics-1","diagnostics":[)";
  for (std::size_t i = 0; i < diagnostics.all().size(); ++i) {
    result += (i == 0 ? "\n" : ",\n") + Writer(sources).one(diagnostics.all()[i]);
  }
  return result + "]}\n";
}

}  // namespace convenio::text
