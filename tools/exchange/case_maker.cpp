// See case_maker.hpp.
#include "tools/exchange/case_maker.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "engine/api/convenio.hpp"
#include "engine/cases/fault.hpp"
#include "tools/exchange/codes.hpp"

namespace convenio::exchange {

void CaseMaker::fact(std::string const& name, Json value, std::string const& place) {
  auto& all = said_[name];
  if (std::any_of(all.begin(), all.end(), [&](Json const& one) { return equal(one, value); })) return;
  if (!all.empty())
    findings_.add(Code::said_differently, place,
                  fmt::format("an earlier document says something else of `{}`; both are kept", name));
  all.push_back(std::move(value));
}

void CaseMaker::word_of(std::string const& name, std::string const& word) {
  auto& all = words_[name];
  if (std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
}

void CaseMaker::period(Json row, bool counted) {
  (counted ? history_ : not_counted_).push_back(std::move(row));
}

std::string CaseMaker::take(std::string const& id) {
  Json facts = object();
  for (auto& [name, values] : said_) {
    // A document that does not know it says nothing against one that does.
    auto const unknown = [](Json const& one) { return member(&one, "unknown") != nullptr; };
    if (!std::all_of(values.begin(), values.end(), unknown))
      values.erase(std::remove_if(values.begin(), values.end(), unknown), values.end());
    if (values.size() == 1 || unknown(values.front()))
      put(facts, name, std::move(values.front()));
    else
      put(put(facts, name, object()), "contradictory", Json{std::move(values)});
  }
  for (auto const& [name, all] : words_) {
    Json words = list();
    for (auto const& one : all) std::get<Json::Items>(words.content).push_back(text_of(one));
    put(facts, name, std::move(words));
  }
  auto const longest = std::max(history_.size(), not_counted_.size());
  put(facts, "history", Json{std::move(history_)});
  if (!not_counted_.empty()) put(facts, "not_counted", Json{std::move(not_counted_)});
  Json exchange = object();
  put(exchange, "documents", Json{std::move(documents_)});
  Json whole = object();
  put(whole, "format", text_of("convenio-case-1"));
  put(whole, "id", text_of(id));
  put(whole, "facts", std::move(facts));
  put(whole, "exchange", std::move(exchange));
  auto text = written(whole);
  cases::Limits const limits;
  if (text.size() > api::case_limit || longest > limits.periods) {
    findings_.of_file(id);
    findings_.add(
        Code::case_too_large, "",
        fmt::format("the case has {} bytes and {} periods in its longest history; at most {} bytes and {} "
                    "periods are decided",
                    text.size(), longest, api::case_limit, limits.periods));
  }
  return text;
}

}  // namespace convenio::exchange
