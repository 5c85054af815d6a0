// See swap.hpp.
#include "tests/fuzz/swap.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t limit);

namespace convenio::fuzz {

namespace {

enum class Kind : std::uint8_t { blank, word, number, quoted, sign };

struct Token {
  Kind kind = Kind::blank;
  std::size_t begin = 0, end = 0;
};

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

Token token_at(std::string_view text, std::size_t begin) {
  char const first = text[begin];
  std::size_t end = begin + 1;
  auto const take = [&](auto part) {
    while (end < text.size() && part(text[end])) ++end;
  };
  if (first == '"') {
    take([](char c) { return c != '"' && c != '\n'; });
    return {Kind::quoted, begin, std::min(end + 1, text.size())};
  }
  if (digit(first)) {
    take([](char c) { return digit(c) || c == '.' || c == '-' || c == '_'; });
    return {Kind::number, begin, end};
  }
  if (letter(first)) {
    take([](char c) { return letter(c) || digit(c); });
    return {Kind::word, begin, end};
  }
  return {blank(first) ? Kind::blank : Kind::sign, begin, end};
}

std::string swapped(std::string const& text, std::minstd_rand& random) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size(); at = tokens.back().end) tokens.push_back(token_at(text, at));
  std::erase_if(tokens, [](Token const& token) { return token.kind == Kind::blank; });
  // Of one kind, and between the same signs: `"name":` is no `: "value",`.
  auto const nature = [&](std::size_t n) {
    auto const sign = [&](std::size_t m) {
      return m < tokens.size() && tokens[m].kind == Kind::sign ? text[tokens[m].begin] : ' ';
    };
    bool const figures = text.find_first_of("0123456789", tokens[n].begin) < tokens[n].end;
    return std::tuple(tokens[n].kind, figures, n == 0 ? ' ' : sign(n - 1), sign(n + 1));
  };
  std::vector<std::size_t> alike;
  for (std::size_t n = 0; n < tokens.size(); ++n)
    if (tokens[n].kind != Kind::sign) alike.push_back(n);
  if (alike.empty()) return text;
  std::size_t const at = alike[random() % alike.size()];
  std::erase_if(alike, [&](std::size_t n) { return nature(n) != nature(at); });
  Token const place = tokens[at];
  Token const other = tokens[alike[random() % alike.size()]];
  return text.substr(0, place.begin) + text.substr(other.begin, other.end - other.begin) +
         text.substr(place.end);
}

// One to three tokens; 0 where there is nothing to change, or no room.
std::size_t swap_tokens(std::vector<std::string> const& seeds, std::uint8_t* data, std::size_t size,
                        std::size_t limit, unsigned seed) {
  std::minstd_rand random(seed + 1);
  std::string text(reinterpret_cast<char const*>(data), size);
  if (!seeds.empty() && random() % 4 == 0) text = seeds[random() % seeds.size()];
  for (auto count = 1 + random() % 3; count > 0; --count) text = swapped(text, random);
  if (text.empty() || text.size() > limit) return 0;
  std::copy(text.begin(), text.end(), data);
  return text.size();
}

}  // namespace

std::vector<std::string> read_seeds(std::string const& target) {
  std::vector<std::filesystem::path> paths;
  for (auto const& entry :
       std::filesystem::directory_iterator(CONVENIO_SOURCE_DIR "/tests/fuzz/seeds/" + target))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> texts;
  for (auto const& path : paths) {
    std::ifstream file(path, std::ios::binary);
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return texts;
}

std::size_t mutate(std::vector<std::string> const& seeds, std::uint8_t* data, std::size_t size,
                   std::size_t limit, unsigned seed) {
  std::size_t const swapped = seed % 2 == 0 ? swap_tokens(seeds, data, size, limit, seed / 2) : 0;
  if (swapped != 0 && seed % 8 != 0) return swapped;
  return LLVMFuzzerMutate(data, swapped != 0 ? swapped : size, limit);
}

}  // namespace convenio::fuzz
