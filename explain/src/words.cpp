#include "words.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "points.h"
#include "stadga/base/date.h"
#include "stadga/base/money.h"
#include "stadga/base/text.h"
#include "stadga/engine/law_text.h"

namespace stadga::explain {
namespace {

using engine::Type;
using engine::TypeKind;

std::string counted(const std::string& digits, const LocalText& one, const LocalText& many,
                    MessageLanguage language) {
  return digits + " " + in(digits == "1" ? one : many, language);
}

std::string amount(std::int64_t ore, MessageLanguage language) {
  return language == MessageLanguage::kSwedish ? to_text_swedish(Money{ore})
                                               : to_text_english(Money{ore});
}

std::string day(std::int64_t number, MessageLanguage language) {
  const auto date = from_day_number(number);
  if (!date) return {};
  return language == MessageLanguage::kSwedish ? to_long_swedish(*date) : to_long_english(*date);
}

std::string number_words(TypeKind kind, std::int64_t number, MessageLanguage language) {
  const std::string digits = std::to_string(number);
  if (kind == TypeKind::kMoney) return amount(number, language);
  if (kind == TypeKind::kDate) return day(number, language);
  if (kind == TypeKind::kMonths)
    return counted(digits, {"månad", "month"}, {"månader", "months"}, language);
  if (kind == TypeKind::kDays) return counted(digits, {"dag", "day"}, {"dagar", "days"}, language);
  return digits;
}

}  // namespace

std::string spoken(const std::string& name) {
  std::string out = printable(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string capital(std::string text) {
  static constexpr std::array<std::array<std::string_view, 2>, 3> kLetters{
      {{"å", "Å"}, {"ä", "Ä"}, {"ö", "Ö"}}};
  for (const auto& [small, large] : kLetters) {
    if (text.starts_with(small)) return std::string(large) + text.substr(small.size());
  }
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string sentence(const std::string& text) {
  if (text.empty()) return text;
  const bool ended =
      text.ends_with('.') || text.ends_with('?') || text.ends_with(':') || text.ends_with('!');
  return capital(text) + (ended ? "" : ".");
}

std::string joined(const std::vector<std::string>& parts, const LocalText& last,
                   MessageLanguage language) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) out += i + 1 == parts.size() ? " " + in(last, language) + " " : ", ";
    out += parts[i];
  }
  return out;
}

std::string all_of(const std::vector<std::string>& parts, MessageLanguage language) {
  return joined(parts, {"och", "and"}, language);
}
std::string any_of(const std::vector<std::string>& parts, MessageLanguage language) {
  return joined(parts, {"eller", "or"}, language);
}

std::string value_words(const Type& type, const Json& value, MessageLanguage language) {
  if (value.is_null()) return in({"inget", "none"}, language);
  if (const bool* yes = value.as_bool())
    return in(*yes ? LocalText{"ja", "yes"} : LocalText{"nej", "no"}, language);
  if (has_order(type)) {
    if (const auto number = to_number(type, value))
      return number_words(type.kind, *number, language);
  }
  if (const std::string* text = value.as_string()) {
    return type.kind == TypeKind::kEnum ? spoken(*text) : printable(*text);
  }
  const auto bytes = canonical(value);
  return bytes ? printable(*bytes) : std::string();
}

std::string in_brackets(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out.empty() ? out : " (" + out + ")";
}

std::string cited(const engine::Ruleset& ruleset, const std::vector<engine::Citation>& citations) {
  std::vector<std::string> parts;
  for (const engine::Citation& citation : citations) {
    const std::string text = engine::citation_text(ruleset, citation);
    if (std::find(parts.begin(), parts.end(), text) == parts.end()) parts.push_back(text);
  }
  return in_brackets(parts);
}

const std::string& quote_marks(bool opening, MessageLanguage language) {
  static const LocalText kOpening{"”", "“"}, kClosing{"”", "”"};
  return in(opening ? kOpening : kClosing, language);
}

}  // namespace stadga::explain
