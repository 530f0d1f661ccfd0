// fact_values.cpp - see fact_values.h.
#include "sema/fact_values.h"

#include <algorithm>

#include "messages/scenario.h"
#include "messages/types.h"
#include "sema/types.h"

namespace stadga::dsl::sema {
namespace {

using engine::Type;
using engine::TypeKind;
using syntax::Unit;
using syntax::Value;
using syntax::ValueKind;

// A step of a path that is a number is an element of a list, counted from 0: no name begins with a digit.
bool is_index(const std::string& step) { return !step.empty() && step[0] >= '0' && step[0] <= '9'; }
std::size_t index_of(const std::string& step) {
  constexpr std::size_t kBeyondEveryList = 1'000'000;
  std::size_t out = 0;
  for (const char digit : step) out = std::min(out * 10 + static_cast<std::size_t>(digit - '0'), kBeyondEveryList);
  return out;
}

Type element_type(const engine::Ruleset& ruleset, const Type& list) {
  const engine::Record& record = ruleset.at(list.record);
  if (record.bare) return record.fields.front().type;
  Type out;
  out.kind = TypeKind::kRecord;
  out.record = list.record;
  return out;
}

class Converter {
 public:
  Converter(const Context& context, bool lenient) : context_(context), lenient_(lenient) {}

  // nullopt: unknown without a reason, that is, no key at all.
  std::optional<Json> convert(const Value& value, const Type& type, const std::string& name) {
    if (value.kind == ValueKind::kUnknown) {
      if (value.text.empty()) return std::nullopt;
      return Json(JsonObject{{"unknown", value.text}});
    }
    Json json = bare(value, type, name);
    if (value.assessed) {
      if (!type.assessment) report(value, messages::fact_is_no_assessment(name));
      return Json(JsonObject{{"value", std::move(json)}, {"assessor", value.assessor}, {"reason", value.reason}});
    }
    const bool plain_value = value.kind != ValueKind::kText && value.kind != ValueKind::kNone;
    if (type.assessment && plain_value) report(value, messages::fact_needs_assessor(name));
    return json;
  }

  Json object(const std::vector<syntax::Member>& members, const engine::Record* record, const std::string& name) {
    JsonObject out;
    for (const syntax::Member& member : members) {
      const std::string key = syntax::dotted(member.path);
      const engine::Field* field = find_field(record, key);
      if (field == nullptr && record != nullptr && !member.raw) {
        std::vector<std::string> known;
        for (const engine::Field& f : record->fields) known.push_back(f.name);
        context_.report(member.path.front().span, messages::unknown_field(record->name, key, nearest(key, known)));
        continue;
      }
      if (member.left_out || !member.value.valid()) continue;
      const Value& value = context_.file->at(member.value);
      auto json = field == nullptr ? shape(value) : convert(value, field->type, name + "." + key);
      if (json) out[key] = std::move(*json);
    }
    return out;
  }

  // A value without a type to go by.
  std::optional<Json> shape(const Value& value) {
    switch (value.kind) {
      case ValueKind::kUnknown: return value.text.empty() ? std::nullopt : std::optional(Json(JsonObject{{"unknown", value.text}}));
      case ValueKind::kYes: return Json(true);
      case ValueKind::kNo: return Json(false);
      case ValueKind::kNone: return Json();
      case ValueKind::kNumber: return value.unit == Unit::kMoney ? Json(to_string(Money{value.number})) : Json(value.number);
      case ValueKind::kDate: return Json(to_string(value.date));
      case ValueKind::kWord: case ValueKind::kText: return Json(value.text);
      case ValueKind::kRecord: return object(value.members, nullptr, "");
      case ValueKind::kList: {
        JsonArray out;
        for (const syntax::ValueId id : value.items) out.push_back(shape(context_.file->at(id)).value_or(Json()));
        return Json(std::move(out));
      }
    }
    return std::nullopt;
  }

 private:
  void report(const Value& value, messages::Advice advice) {
    if (!lenient_) context_.report(value.span, std::move(advice));
  }
  static const engine::Field* find_field(const engine::Record* record, const std::string& name) {
    if (record == nullptr) return nullptr;
    const auto found = std::find_if(record->fields.begin(), record->fields.end(),
                                    [&](const engine::Field& f) { return f.name == name; });
    return found == record->fields.end() ? nullptr : &*found;
  }
  Json wrong(const Value& value, const Type& type, const std::string& name) {
    report(value, messages::fact_type(name, describe(context_.ruleset, type)));
    return shape(value).value_or(Json());
  }

  Json bare(const Value& value, const Type& type, const std::string& name) {
    switch (value.kind) {
      case ValueKind::kText: return value.text;
      case ValueKind::kNone: return type.optional ? Json() : wrong(value, type, name);
      case ValueKind::kYes: case ValueKind::kNo:
        return type.kind == TypeKind::kBool ? Json(value.kind == ValueKind::kYes) : wrong(value, type, name);
      case ValueKind::kDate: return type.kind == TypeKind::kDate ? Json(to_string(value.date)) : wrong(value, type, name);
      case ValueKind::kWord: return word(value, type, name);
      case ValueKind::kNumber: return number(value, type, name);
      case ValueKind::kRecord:
        if (type.kind != TypeKind::kRecord || !type.record.valid()) return wrong(value, type, name);
        return object(value.members, &context_.ruleset.at(type.record), name);
      case ValueKind::kList: return list(value, type, name);
      case ValueKind::kUnknown: break;
    }
    return {};
  }

  Json word(const Value& value, const Type& type, const std::string& name) {
    if (type.kind != TypeKind::kEnum || !type.enumeration.valid()) return wrong(value, type, name);
    const auto& values = context_.ruleset.at(type.enumeration).values;
    if (std::find(values.begin(), values.end(), value.text) == values.end()) {
      report(value, messages::unknown_value(value.text, describe(context_.ruleset, plain(type)), nearest(value.text, values)));
    }
    return value.text;
  }

  Json number(const Value& value, const Type& type, const std::string& name) {
    const bool fits = (type.kind == TypeKind::kInt && (value.unit == Unit::kNone || value.unit == Unit::kYears)) ||
                      (type.kind == TypeKind::kMonths && (value.unit == Unit::kNone || value.unit == Unit::kMonths)) ||
                      (type.kind == TypeKind::kDays && (value.unit == Unit::kNone || value.unit == Unit::kDays));
    if (fits) return value.number;
    if (type.kind != TypeKind::kMoney) return wrong(value, type, name);
    if (value.unit == Unit::kMoney) return to_string(Money{value.number});
    const auto ore = value.unit == Unit::kNone ? checked_mul(value.number, 100) : std::nullopt;
    return ore ? Json(to_string(Money{*ore})) : wrong(value, type, name);
  }

  Json list(const Value& value, const Type& type, const std::string& name) {
    if (type.kind != TypeKind::kList || !type.record.valid()) return wrong(value, type, name);
    const Type element = element_type(context_.ruleset, type);
    JsonArray out;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
      const Value& item = context_.file->at(value.items[i]);
      out.push_back(convert(item, element, name + "." + std::to_string(i)).value_or(Json(JsonObject{})));
    }
    return Json(std::move(out));
  }

  const Context& context_;
  bool lenient_;
};

// What one step of a path leads to: an element of a list, or a field of a record; nullopt when reported.
std::optional<Type> type_below(const Context& context, const Type& type, const syntax::Path& path, std::size_t step, bool lenient) {
  const std::string& name = path[step].text;
  if (type.kind == TypeKind::kList && type.record.valid()) {
    if (!is_index(name)) {
      context.report(path[step].span, messages::element_without_number(path[step - 1].text, name));
      return std::nullopt;
    }
    if (index_of(name) >= type.max_items && !lenient) {
      context.report(path[step].span, messages::element_beyond_list(path[step - 1].text, type.max_items));
      return std::nullopt;
    }
    return element_type(context.ruleset, type);
  }
  if (type.kind != TypeKind::kRecord || !type.record.valid()) {
    context.report(path[step].span, messages::no_record(path[step - 1].text));
    return std::nullopt;
  }
  const engine::Record& record = context.ruleset.at(type.record);
  std::vector<std::string> known;
  for (const engine::Field& field : record.fields) {
    if (field.name == name) return field.type;
    known.push_back(field.name);
  }
  context.report(path[step].span, messages::unknown_field(record.name, name, nearest(name, known)));
  return std::nullopt;
}

// The type that a path of facts, elements and fields leads to; nullopt when reported.
std::optional<Type> type_at(const Context& context, const syntax::Path& path, bool lenient) {
  const syntax::Name& first = path.front();
  const auto found = context.symbols.values.find(first.text);
  if (found == context.symbols.values.end() || found->second.kind != Named::Kind::kFact) {
    std::vector<std::string> known;
    for (const engine::Fact& fact : context.ruleset.facts) known.push_back(fact.name);
    context.report(first.span, messages::unknown_fact(first.text, nearest(first.text, known)));
    return std::nullopt;
  }
  std::optional<Type> type = context.ruleset.facts[found->second.index].type;
  for (std::size_t i = 1; type && i < path.size(); ++i) type = type_below(context, *type, path, i, lenient);
  return type;
}

// The place that a step names in what is there, made if it is not; an element only as the next one.
Json* place_below(const Context& context, Json& owner, const syntax::Path& path, std::size_t step) {
  if (!is_index(path[step].text)) {
    if (owner.as_object() == nullptr) owner = Json(JsonObject{});
    return &(*owner.as_object())[path[step].text];
  }
  if (owner.as_array() == nullptr) owner = Json(JsonArray{});
  JsonArray& items = *owner.as_array();
  const std::size_t index = index_of(path[step].text);
  if (index > items.size()) {
    context.report(path[step].span, messages::element_skipped(path[step - 1].text, items.size()));
    return nullptr;
  }
  if (index == items.size()) items.push_back(Json(JsonObject{}));
  return &items[index];
}

// Only the last element can be left out: the others keep their numbers.
void leave_out(const Context& context, Json& owner, const syntax::Path& path) {
  const syntax::Name& last = path.back();
  if (JsonObject* object = owner.as_object()) object->erase(last.text);
  JsonArray* items = owner.as_array();
  if (items == nullptr || !is_index(last.text)) return;
  const std::size_t index = index_of(last.text);
  if (index + 1 < items->size()) return context.report(last.span, messages::element_not_last(path[path.size() - 2].text));
  if (index + 1 == items->size()) items->pop_back();
}

}  // namespace

void apply_member(const Context& context, const syntax::Member& member, bool lenient, JsonObject& facts) {
  Converter converter(context, lenient);
  const std::optional<Type> type = member.raw ? std::nullopt : type_at(context, member.path, lenient);
  if (!member.raw && !type) return;
  std::optional<Json> json;
  if (!member.left_out && member.value.valid()) {
    const Value& value = context.file->at(member.value);
    json = type ? converter.convert(value, *type, syntax::dotted(member.path)) : converter.shape(value);
  }
  const bool element = member.path.size() > 1 && is_index(member.path.back().text);
  if (!json && !member.left_out && element) json = Json(JsonObject{});  // an element of which nothing is known
  Json whole(std::move(facts));
  Json* owner = &whole;
  for (std::size_t i = 0; owner != nullptr && i + 1 < member.path.size(); ++i) owner = place_below(context, *owner, member.path, i);
  if (owner != nullptr && !json) {
    leave_out(context, *owner, member.path);
  } else if (owner != nullptr) {
    Json* place = place_below(context, *owner, member.path, member.path.size() - 1);
    if (place != nullptr) *place = std::move(*json);
  }
  facts = std::move(*whole.as_object());
}

void apply_provenance(const Context& context, const syntax::Member& member, JsonObject& provenance) {
  const std::string& fact = member.path.front().text;
  if (member.path.size() == 1) provenance.erase(fact);
  if (!member.value.valid()) return;
  const Value& value = context.file->at(member.value);
  if (value.source.text.empty()) return;
  JsonObject entry{{"source", value.source.text}};
  if (value.at) entry["at"] = to_string(*value.at);
  if (!value.document.empty()) entry["document"] = value.document;
  provenance[fact] = Json(std::move(entry));
}

}  // namespace stadga::dsl::sema
