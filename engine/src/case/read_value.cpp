// read_value.cpp - recursive over the declared type; JSON depth bounds the recursion.
//
// An object of the one member `unknown` is an unknown value with its reason, at every depth. An
// assessment is an object that says who judged and why. Every problem is noted and reading goes on.
#include "case/read_value.h"

#include "case/messages.h"
#include "case/pattern.h"
#include "stadga/base/money.h"
#include "stadga/base/text.h"

namespace stadga::engine {
namespace {

std::string listed(const std::vector<std::string>& values) {
  std::string out;
  for (const std::string& value : values) out += (out.empty() ? "" : ", ") + value;
  return out;
}

LocalText found(const Json& json) {
  if (json.is_null()) return messages::found_null();
  if (json.as_bool() != nullptr) return messages::found_bool();
  if (json.as_string() != nullptr) return messages::found_text();
  if (json.as_array() != nullptr) return messages::found_list();
  if (json.as_object() != nullptr) return messages::found_object();
  return messages::found_number();
}

using Aliases = std::vector<Alias>;

Value as_value(const Literal& literal) {
  return std::visit([](const auto& value) { return Value(value); }, literal);
}

FactValue known(Value value) {
  FactValue out;
  out.known = std::make_shared<const Value>(std::move(value));
  return out;
}

class ValueReader {
 public:
  explicit ValueReader(const ValueContext& context)
      : context_(context), problems_(context.problems) {}

  FactValue read(const Type& type, const Aliases& aliases, const Json& json,
                 const std::string& path) {
    if (const Json* why = json.find("unknown")) return read_unknown(json, *why, path);
    return type.assessment ? read_assessment(type, aliases, json, path)
                           : read_spelled(type, aliases, json, path);
  }

 private:
  FactValue read_unknown(const Json& json, const Json& why, const std::string& path) {
    reject_unknown_keys(problems_, *json.as_object(), path, {"unknown"});
    const std::string* text = why.as_string();
    FactValue out;
    if (text == nullptr || is_blank(*text)) {
      problems_.add("S4029", pointer(path, "unknown"), messages::unknown_reason());
    } else {
      out.unknown_reason = *text;
    }
    return out;
  }

  FactValue read_assessment(const Type& type, const Aliases& aliases, const Json& json,
                            const std::string& path) {
    const JsonObject* object = json.as_object();
    if (object == nullptr) {
      problems_.add("S4021", path, messages::bare_assessment());
      return {};
    }
    reject_unknown_keys(problems_, *object, path, {"value", "assessor", "reason"});
    FactValue out;
    if (const Json* value = json.find("value")) {
      out = read_spelled(type, aliases, *value, pointer(path, "value"));
    } else {
      problems_.add("S4021", pointer(path, "value"), messages::assessment_value());
    }
    out.assessor = read_assessment_text(json, "assessor", path);
    out.assessment_reason = read_assessment_text(json, "reason", path);
    return out;
  }

  std::string read_assessment_text(const Json& json, const char* key, const std::string& path) {
    const Json* member = json.find(key);
    const std::string* text = member == nullptr ? nullptr : member->as_string();
    if (text != nullptr && !is_blank(*text)) return *text;
    problems_.add("S4021", pointer(path, key), messages::assessment_member(key));
    return "";
  }

  // A spelling that the rule set declares stands for its value; nothing else is guessed.
  FactValue read_spelled(const Type& type, const Aliases& aliases, const Json& json,
                         const std::string& path) {
    const std::string* text = json.as_string();
    if (text != nullptr) {
      for (const Alias& alias : aliases) {
        if (alias.text == *text) return known(as_value(alias.value));
      }
    }
    return read_plain(type, json, path);
  }

  FactValue read_plain(const Type& type, const Json& json, const std::string& path) {
    if (json.is_null()) {
      if (type.optional) return known(NoneValue{});
      problems_.add("S4020", path, messages::null_not_allowed());
      return {};
    }
    switch (type.kind) {
      case TypeKind::kBool:
        if (const bool* value = json.as_bool()) return known(*value);
        return wrong(json, path, messages::found_bool());
      case TypeKind::kEnum:
        return read_enum(type, json, path);
      case TypeKind::kInt:
      case TypeKind::kMonths:
      case TypeKind::kDays:
        return read_integer(type, json, path);
      case TypeKind::kDate:
        return read_date(type, json, path);
      case TypeKind::kMoney:
        return read_money(type, json, path);
      case TypeKind::kIdentifier:
      case TypeKind::kPattern:
        return read_identifier(type, json, path);
      case TypeKind::kRecord:
        return read_record(type, json, path);
      case TypeKind::kList:
        return read_list(type, json, path);
    }
    return {};
  }

  FactValue wrong(const Json& json, const std::string& path, const LocalText& expected) {
    problems_.add("S4013", path, messages::wrong_type(expected, found(json)));
    return {};
  }

  FactValue read_enum(const Type& type, const Json& json, const std::string& path) {
    const std::vector<std::string>& values = context_.ruleset.at(type.enumeration).values;
    const std::string* text = json.as_string();
    if (text == nullptr) return wrong(json, path, messages::expected_enum(listed(values)));
    for (std::uint32_t i = 0; i < values.size(); ++i) {
      if (values[i] == *text) return known(EnumLiteral{i});
    }
    problems_.add("S4015", path,
                  messages::no_such_value(*text, listed(values), nearest(*text, values)));
    return {};
  }

  FactValue read_integer(const Type& type, const Json& json, const std::string& path) {
    if (const Json::Decimal* decimal = json.as_decimal()) {
      problems_.add("S4022", path, messages::too_many_decimals(decimal->text, 0));
      return {};
    }
    const std::string low = std::to_string(type.min);
    const std::string high = std::to_string(type.max);
    const std::int64_t* value = json.as_int();
    if (value == nullptr) return wrong(json, path, messages::expected_integer(low, high));
    if (*value < type.min || *value > type.max) {
      problems_.add("S4014", path, messages::outside(std::to_string(*value), low, high));
      return {};
    }
    return known(*value);
  }

  FactValue read_date(const Type& type, const Json& json, const std::string& path) {
    const std::string* text = json.as_string();
    if (text == nullptr) return wrong(json, path, messages::expected_date());
    const std::optional<Date> date = parse_date(*text);
    if (!date) {
      problems_.add("S4016", path, messages::not_a_date(*text));
      return {};
    }
    if (*date < type.min_date || *date > type.max_date) {
      problems_.add("S4014", path,
                    messages::outside(*text, to_string(type.min_date), to_string(type.max_date)));
      return {};
    }
    if (context_.latest && *date > *context_.latest) {
      problems_.add("S4028", path,
                    messages::after_decision_day(*text, to_string(*context_.latest)));
      return {};
    }
    return known(*date);
  }

  FactValue read_money(const Type& type, const Json& json, const std::string& path) {
    std::optional<Money> money;
    if (const std::string* text = json.as_string()) {
      money = parse_money(*text);
      if (!money) problems_.add("S4017", path, messages::not_money(*text));
    } else if (const std::int64_t* kronor = json.as_int()) {
      const auto ore = checked_mul(*kronor, 100);
      if (ore) money = Money{*ore};
      if (!money) problems_.add("S4017", path, messages::not_money(std::to_string(*kronor)));
    } else if (const Json::Decimal* decimal = json.as_decimal()) {
      money = money_of_decimal(decimal->text);
      if (!money) problems_.add("S4022", path, messages::too_many_decimals(decimal->text, 2));
    } else {
      return wrong(json, path, messages::expected_money());
    }
    if (!money) return {};
    if (money->ore < type.min || money->ore > type.max) {
      problems_.add("S4014", path,
                    messages::outside(to_string(*money), to_string(Money{type.min}),
                                      to_string(Money{type.max})));
      return {};
    }
    return known(*money);
  }

  FactValue read_identifier(const Type& type, const Json& json, const std::string& path) {
    const std::string* text = json.as_string();
    if (text == nullptr) return wrong(json, path, messages::found_text());
    const std::size_t length = count_code_points(*text);
    if (printable(*text) != *text) {
      problems_.add("S4018", path, messages::identifier_control());
    } else if (length < type.min_length || length > type.max_length) {
      problems_.add("S4018", path,
                    messages::identifier_length(length, type.min_length, type.max_length));
    } else if (is_blank(*text)) {
      problems_.add("S4018", path, messages::identifier_blank());
    } else if (!type.pattern.empty() && !matches_pattern(*text, type.pattern)) {
      problems_.add("S4018", path, messages::identifier_pattern(*text, type.pattern));
    } else {
      return known(*text);
    }
    return {};
  }

  FactValue read_record(const Type& type, const Json& json, const std::string& path) {
    if (json.as_object() == nullptr) return wrong(json, path, messages::found_object());
    return known(read_fields(type, json, path));
  }

  RecordValue read_fields(const Type& type, const Json& json, const std::string& path) {
    const Record& record = context_.ruleset.at(type.record);
    std::vector<std::string> names;
    for (const Field& field : record.fields) names.push_back(field.name);
    reject_unknown_keys(problems_, *json.as_object(), path, names);
    RecordValue out;
    for (const Field& field : record.fields) {
      const Json* value = json.find(field.name);
      out.push_back(value == nullptr ? FactValue{}
                                     : read(field.type, field.aliases, *value,
                                            pointer(path, field.name)));
    }
    return out;
  }

  FactValue read_list(const Type& type, const Json& json, const std::string& path) {
    const JsonArray* array = json.as_array();
    if (array == nullptr) return wrong(json, path, messages::found_list());
    if (array->size() > type.max_items) {
      problems_.add("S4019", path, messages::too_many(array->size(), type.max_items));
      return {};
    }
    if (array->empty() && type.non_empty) problems_.add("S4019", path, messages::empty_list());
    ListValue list;
    for (std::size_t i = 0; i < array->size(); ++i) {
      list.items.push_back(read_element(type, (*array)[i], pointer(path, i)));
    }
    return known(std::move(list));
  }

  // How many elements a list has is known, so an unknown element is one with unknown fields.
  RecordValue read_element(const Type& type, const Json& json, const std::string& path) {
    if (const Json* why = json.find("unknown")) {
      const FactValue unknown = read_unknown(json, *why, path);
      return RecordValue(context_.ruleset.at(type.record).fields.size(), unknown);
    }
    const Record& shape = context_.ruleset.at(type.record);
    if (shape.bare) {
      return {read(shape.fields.front().type, shape.fields.front().aliases, json, path)};
    }
    if (json.as_object() == nullptr) {
      static_cast<void>(wrong(json, path, messages::found_object()));
      return {};
    }
    return read_fields(type, json, path);
  }

  // Decimals are read from the text: 12.5 and 12.50 are amounts, 12.505 and 1e3 are not.
  static std::optional<Money> money_of_decimal(const std::string& text) {
    const std::size_t point = text.find('.');
    if (point == std::string::npos) return std::nullopt;
    return parse_money(text.size() - point == 2 ? text + "0" : text);
  }

  const ValueContext& context_;
  Problems& problems_;
};

}  // namespace

FactValue read_value(const ValueContext& context, const Type& type,
                     const std::vector<Alias>& aliases, const Json& json,
                     const std::string& path) {
  return ValueReader(context).read(type, aliases, json, path);
}

}  // namespace stadga::engine
