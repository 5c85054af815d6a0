// The canonical form of documents, by the examples of RFC 8785 as far as a case can be like them.
#include "engine/cases/canonical.hpp"

#include <doctest/doctest.h>

using namespace convenio::cases;

namespace {

std::string written(std::string_view text) {
  Faults faults(5);
  auto const document = read_json(text, {}, faults);
  return document ? canonical(*document, [](auto key) { return key == "career"; }) : "no JSON";
}

}  // namespace

TEST_CASE("members are sorted by UTF-16 units, and nothing else is") {
  CHECK(written(R"({ "b": [3, 1, {"z": null, "y": true}], "a": "x" })") ==
        R"({"a":"x","b":[3,1,{"y":true,"z":null}]})");
  // RFC 8785, 3.2.3.
  CHECK(written("{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew\",\"1\":\"One\","
                "\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"Latin\"}") ==
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xC2\x80\":\"Control\",\"\xC3\xB6\":\"Latin\","
        "\"\xE2\x82\xAC\":\"Euro Sign\",\"\xF0\x9F\x98\x80\":\"Emoji\",\"\xEF\xAC\xB3\":\"Hebrew\"}");
}

TEST_CASE("texts are escaped in one way and not normalised") {
  CHECK(written(R"(["\u00e9", "e\u0301", "\u000f\b\t\n\f\r\"\\\/\u007f"])") ==
        "[\"\xC3\xA9\",\"e\xCC\x81\",\"\\u000f\\b\\t\\n\\f\\r\\\"\\\\/\x7F\"]");
}

TEST_CASE("numbers keep their digits") {
  CHECK(written("[12, -0, 123456789012345678]") == "[12,0,123456789012345678]");
}

TEST_CASE("a comment of the document is no part of the case") {
  CHECK(written(R"({"id": "1", "comment": "x", "facts": {"comment": "y"}})") ==
        R"({"facts":{"comment":"y"},"id":"1"})");
}

TEST_CASE("the order of the periods of a history means nothing, that of a list does") {
  auto const one =
      written(R"({"facts": {"career": [{"a": 1}, {"b": [2, 1]}], "list": [{"a": 1}, {"b": 2}]}})");
  CHECK(one == written(R"({"facts": {"career": [{"b": [2, 1]}, {"a": 1}], "list": [{"a": 1}, {"b": 2}]}})"));
  CHECK(one != written(R"({"facts": {"career": [{"a": 1}, {"b": [1, 2]}], "list": [{"a": 1}, {"b": 2}]}})"));
  CHECK(one != written(R"({"facts": {"career": [{"a": 1}, {"b": [2, 1]}], "list": [{"b": 2}, {"a": 1}]}})"));
}
