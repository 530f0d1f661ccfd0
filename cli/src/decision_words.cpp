#include "decision_words.h"

#include <algorithm>

#include "stadga/base/money.h"
#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

std::string spoken(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

std::optional<Money> amount_of(const Json& value) {
  const std::string* text = value.as_string();
  const bool decimals = text != nullptr && text->find('.') != std::string::npos;
  return decimals ? parse_money(*text) : std::nullopt;
}

std::string amount_words(Money money, MessageLanguage language) {
  return language == MessageLanguage::kSwedish ? to_text_swedish(money) : to_text_english(money);
}

std::vector<std::string> steps_of(const std::string& path) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    out.push_back(path.substr(at + 1, end - at - 1));
    at = end;
  }
  return out;
}

bool is_index(const std::string& step) {
  return !step.empty() && step.size() < 6 &&
         step.find_first_not_of("0123456789") == std::string::npos;
}

// "skälig för nummer 2 under kostnader": a path below its fact; empty for the fact itself.
std::string part_words(const std::string& path, MessageLanguage language) {
  const std::vector<std::string> steps = steps_of(path);
  std::string field, element;
  for (std::size_t i = 2; i < steps.size(); ++i) {
    if (is_index(steps[i])) {
      element +=
          in({" för nummer ", " of number "}, language) + std::to_string(std::stoul(steps[i]) + 1);
    } else {
      field += (field.empty() ? "" : ", ") + spoken(steps[i]);
    }
  }
  if (steps.size() < 3) return {};
  return (field.empty() ? in({"värdet", "the value"}, language) : field) + element +
         in({" under ", " under "}, language) + spoken(steps[1]);
}

}  // namespace

std::string text_of(const Json& object, std::string_view key) {
  const Json* member = object.find(key);
  const std::string* text = member == nullptr ? nullptr : member->as_string();
  return text == nullptr ? std::string() : printable(*text);
}

const JsonArray& list_of(const Json& object, std::string_view key) {
  static const JsonArray none;
  const Json* member = object.find(key);
  const JsonArray* list = member == nullptr ? nullptr : member->as_array();
  return list == nullptr ? none : *list;
}

bool is_amount(const Json& value) { return amount_of(value).has_value(); }

std::string value_words(const Json& value, MessageLanguage language) {
  if (const auto money = amount_of(value)) return amount_words(*money, language);
  if (const auto* text = value.as_string()) return printable(*text);
  if (const auto* yes = value.as_bool()) {
    return in(*yes ? LocalText{"ja", "yes"} : LocalText{"nej", "no"}, language);
  }
  if (value.is_null()) return in({"inget", "none"}, language);
  const auto bytes = canonical(value);
  return bytes ? printable(*bytes) : std::string();
}

std::string member_words(const Json& object, std::string_view key, MessageLanguage language) {
  const Json* member = object.find(key);
  return member == nullptr ? std::string() : value_words(*member, language);
}

std::string item_name(const Json& item) {
  const std::string kind = text_of(item, "kind");
  return spoken(kind.empty() ? text_of(item, "list") : kind);
}

std::string item_words(const Json& item, bool rejection, MessageLanguage language) {
  const std::string applied =
      in({"sökt ", "applied for "}, language) + member_words(item, "applied", language);
  const std::string granted = member_words(item, "granted", language);
  if (rejection) {
    return applied + in({", godtaget i beräkningen ", ", accepted in the computation "}, language) +
           granted;
  }
  const std::string out = applied + in({", beviljat ", ", granted "}, language) + granted;
  const Json* refused = item.find("refused");
  const auto money = refused == nullptr ? std::nullopt : amount_of(*refused);
  if (!money || money->ore == 0) return out;
  return out + in({", avslaget ", ", rejected "}, language) + amount_words(*money, language);
}

std::string question_words(const Json& missing, MessageLanguage language) {
  const std::string question = text_of(missing, "question");
  const std::string part = part_words(text_of(missing, "path"), language);
  if (!part.empty()) return part;
  return question.empty() ? spoken(text_of(missing, "fact")) : question;
}

}  // namespace stadga::cli
