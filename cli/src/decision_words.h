// decision_words.h - the parts of a decision object as people say them. Nothing is looked up: a
// value's kind is seen by how the object writes it, so that a file reads the same years later.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/json.h"
#include "stadga/base/result.h"

namespace stadga::cli {

// Of a member; empty where there is none. Control characters are escaped.
[[nodiscard]] std::string text_of(const Json& object, std::string_view key);
[[nodiscard]] const JsonArray& list_of(const Json& object, std::string_view key);

// "5220.00", an amount and nothing else in a decision object, is "5 220,00 kr".
[[nodiscard]] bool is_amount(const Json& value);
[[nodiscard]] std::string value_words(const Json& value, MessageLanguage language);
// Of a member; empty where there is none.
[[nodiscard]] std::string member_words(const Json& object, std::string_view key,
                                       MessageLanguage language);

// One thing applied for: "sökt 9 000,00 kr, beviljat 6 500,00 kr, avslaget 2 500,00 kr". Nothing is
// granted by a rejection: its amount is only what the computation counts with.
[[nodiscard]] std::string item_words(const Json& item, bool rejection, MessageLanguage language);
// "boende"; the list's name where the item has none.
[[nodiscard]] std::string item_name(const Json& item);

// What is asked: the fact's own question, or, for one part of it, which part and whose question.
[[nodiscard]] std::string question_words(const Json& missing, MessageLanguage language);

}  // namespace stadga::cli
