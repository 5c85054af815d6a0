// JSON documents as they are put together: members, places by JSON pointer (RFC 6901), layout.
// Knows JSON; knows no form and no case.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/cases/json.hpp"

namespace convenio::exchange {

using cases::Json;
using cases::JsonMember;

Json text_of(std::string_view text);
Json number_of(std::size_t value);
Json truth_of(bool value);
Json object();
Json list();

// Adds a member. The caller names each once.
Json& put(Json& object, std::string_view key, Json value);
// Null where `of` is null, no object, or has no such member, or where that is null.
Json const* member(Json const* of, std::string_view key);
// Of a text; nothing where it is something else.
std::optional<std::string> text_at(Json const* of, std::string_view key);
// Of a list; empty where it is something else.
Json::Items const& items_at(Json const* of, std::string_view key);

// The pointer with one step more.
std::string step(std::string_view pointer, std::string_view key);
std::string step(std::string_view pointer, std::size_t index);
// "a.b[3]" of the reader of JSON as a pointer.
std::string pointer_of(std::string_view path);
// What stands at a pointer of objects; null where nothing does.
Json const* at(Json const* root, std::string_view pointer);
// Puts a value at a pointer, and makes the objects and lists on the way. False where something else is there,
// or where a list would be filled up to a place far behind its end.
bool place(Json& root, std::string_view pointer, Json value);

bool equal(Json const& a, Json const& b);
bool says_nothing(Json const& json);    // null, or holds nothing else
std::string written(Json const& json);  // indented, with a line end

}  // namespace convenio::exchange
