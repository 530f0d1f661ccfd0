#include "elements.h"

#include "places.h"
#include "stadga/base/text.h"
#include "stadga/explain/alternatives.h"
#include "stadga/explain/question.h"
#include "words.h"

namespace stadga::explain {
namespace {

using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

// What kind of thing an element is, in the words of its first choice: "lön".
std::string kind_of(const Ruleset& ruleset, const Type& list, const Json* element) {
  if (element == nullptr || !list.record.valid()) return {};
  for (const engine::Field& field : ruleset.at(list.record).fields) {
    if (field.type.kind != TypeKind::kEnum) continue;
    const Json* value = element->find(field.name);
    const std::string* text = value == nullptr ? nullptr : value->as_string();
    return text == nullptr ? std::string() : spoken(*text);
  }
  return {};
}

std::optional<Type> element_type(const Ruleset& ruleset, const Type& list) {
  if (list.kind != TypeKind::kList || !list.record.valid()) return std::nullopt;
  const engine::Record& shape = ruleset.at(list.record);
  if (shape.bare) return shape.fields.front().type;
  Type out;
  out.kind = TypeKind::kRecord;
  out.record = list.record;
  return out;
}

std::optional<Type> field_type(const Ruleset& ruleset, const Type& record,
                               const std::string& name) {
  if (record.kind != TypeKind::kRecord || !record.record.valid()) return std::nullopt;
  for (const engine::Field& field : ruleset.at(record.record).fields) {
    if (field.name == name) return field.type;
  }
  return std::nullopt;
}

bool is_assessment(const Ruleset& ruleset, const std::string& path) {
  const auto type = type_at(ruleset, path);
  return type && type->assessment;
}

// What kind of answer is wanted.
LocalText asked_for(TypeKind kind) {
  switch (kind) {
    case TypeKind::kBool:
      return {"ja eller nej", "yes or no"};
    case TypeKind::kMoney:
      return {"vilket belopp", "which amount"};
    case TypeKind::kDate:
      return {"vilken dag", "which day"};
    case TypeKind::kInt:
      return {"vilket tal", "which number"};
    case TypeKind::kMonths:
      return {"hur många månader", "how many months"};
    case TypeKind::kDays:
      return {"hur många dagar", "how many days"};
    case TypeKind::kList:
      return {"vilka", "which ones"};
    case TypeKind::kEnum:
    case TypeKind::kIdentifier:
    case TypeKind::kPattern:
    case TypeKind::kRecord:
      break;
  }
  return {"vad gäller", "what holds"};
}

}  // namespace

const engine::Fact* fact_named(const Ruleset& ruleset, const std::string& name) {
  for (const engine::Fact& fact : ruleset.facts) {
    if (fact.name == name) return &fact;
  }
  return nullptr;
}

std::string quoted(const std::string& text, MessageLanguage language) {
  return quote_marks(true, language) + text + quote_marks(false, language);
}

bool is_whole_fact(const std::string& path) { return steps_of(path).size() < 2; }

std::optional<Type> type_at(const Ruleset& ruleset, const std::string& path) {
  const std::vector<Step> steps = steps_of(path);
  const engine::Fact* fact = steps.empty() ? nullptr : fact_named(ruleset, steps[0].name);
  if (fact == nullptr) return std::nullopt;
  std::optional<Type> type = fact->type;
  for (std::size_t i = 1; i < steps.size() && type; ++i) {
    type =
        steps[i].index ? element_type(ruleset, *type) : field_type(ruleset, *type, steps[i].name);
  }
  return type;
}

std::string part_words(const Ruleset& ruleset, const engine::Case& facts, const std::string& path,
                       MessageLanguage language) {
  const std::vector<Step> steps = steps_of(path);
  const engine::Fact* fact = steps.empty() ? nullptr : fact_named(ruleset, steps[0].name);
  if (fact == nullptr) return printable(path);
  const Json file = case_file(facts);
  std::string field, element;
  std::string at = pointer("/facts", fact->name);
  for (std::size_t i = 1; i < steps.size(); ++i) {
    if (!steps[i].index) {
      field += (field.empty() ? "" : ", ") + spoken(steps[i].name);
      at = pointer(at, steps[i].name);
      continue;
    }
    at = pointer(at, *steps[i].index);
    const bool named = element.empty() && !fact->sensitive;
    const std::string kind = named ? kind_of(ruleset, fact->type, value_at(file, at)) : "";
    element += in({" för nummer ", " of number "}, language) + std::to_string(*steps[i].index + 1) +
               (kind.empty() ? "" : " (" + kind + ")");
  }
  const LocalText subject = is_assessment(ruleset, path)
                                ? LocalText{"bedömningen ", "the assessment "}
                                : LocalText{"uppgiften ", "the fact "};
  const std::string what = field.empty() ? in({"värdet", "the value"}, language)
                                         : in(subject, language) + quoted(field, language);
  return what + element + in({" under ", " under "}, language) +
         quoted(spoken(fact->name), language);
}

std::string place_words(const Ruleset& ruleset, const engine::Case& facts, const std::string& path,
                        MessageLanguage language) {
  const std::vector<Step> steps = steps_of(path);
  if (steps.size() != 1) return part_words(ruleset, facts, path, language);
  const LocalText subject = is_assessment(ruleset, path)
                                ? LocalText{"bedömningen ", "the assessment "}
                                : LocalText{"uppgiften ", "the fact "};
  return in(subject, language) + quoted(spoken(steps[0].name), language);
}

std::string question_words(const Ruleset& ruleset, const engine::Case& facts,
                           const engine::Missing& missing, MessageLanguage language) {
  if (is_whole_fact(missing.path)) {
    return missing.question.empty() ? sentence(spoken(missing.fact)) : printable(missing.question);
  }
  const auto type = type_at(ruleset, missing.path);
  const LocalText asked = asked_for(type ? type->kind : TypeKind::kRecord);
  return capital(part_words(ruleset, facts, missing.path, language)) + ": " + in(asked, language) +
         "?";
}

}  // namespace stadga::explain
