#include "places.h"

#include <algorithm>

namespace stadga::explain {
namespace {

using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

bool varies(const Type& type) {
  switch (type.kind) {
    case TypeKind::kBool:
    case TypeKind::kEnum:
    case TypeKind::kInt:
    case TypeKind::kMonths:
    case TypeKind::kDays:
    case TypeKind::kDate:
    case TypeKind::kMoney:
      return true;
    case TypeKind::kIdentifier:  // nothing is invented that names something
    case TypeKind::kPattern:
    case TypeKind::kRecord:
    case TypeKind::kList:
      return false;
  }
  return false;
}

class Finder {
 public:
  Finder(const Ruleset& ruleset, const engine::Case& facts, const Reach& reach)
      : ruleset_(ruleset), facts_(facts), reach_(reach), births_(births_of(ruleset)) {}

  Places run() {
    for (const engine::FactId id : reach_.facts) {
      const engine::Fact& fact = ruleset_.at(id);
      if (fact.never_compiled) {
        ++out_.withheld;
        continue;
      }
      fact_ = id;
      protected_ = fact.sensitive || births_.facts.contains(id);
      value(fact.type, pointer("/facts", fact.name), facts_.received_facts.find(fact.name));
    }
    return std::move(out_);
  }

 private:
  // nullptr: left out. An object with the member `unknown` is not known, with a reason.
  void value(const Type& type, const std::string& path, const Json* json) {
    if (json != nullptr && json->find("unknown") != nullptr) json = nullptr;
    if (type.kind == TypeKind::kRecord) return record(type, path, json);
    if (type.kind == TypeKind::kList) return list(type, path, json);
    if (!varies(type)) return;
    const Json* plain = json;
    if (type.assessment && json != nullptr) plain = json->find("value");
    Place place{path, fact_, type, std::nullopt, protected_ || type.assessment};
    if (plain != nullptr) place.before = *plain;
    out_.all.push_back(std::move(place));
  }

  void record(const Type& type, const std::string& path, const Json* json) {
    if (json == nullptr || json->as_object() == nullptr) return;
    const engine::Record& shape = ruleset_.at(type.record);
    const bool outer = protected_;
    for (std::uint32_t i = 0; i < shape.fields.size(); ++i) {
      const FieldOf field{type.record.value, i};
      if (!reach_.fields.contains(field)) continue;
      protected_ = outer || births_.fields.contains(field);
      value(shape.fields[i].type, pointer(path, shape.fields[i].name),
            json->find(shape.fields[i].name));
    }
    protected_ = outer;
  }

  void list(const Type& type, const std::string& path, const Json* json) {
    const JsonArray* items = json == nullptr ? nullptr : json->as_array();
    if (items == nullptr) return;
    const engine::Record& shape = ruleset_.at(type.record);
    Type element;
    element.kind = TypeKind::kRecord;
    element.record = type.record;
    for (std::size_t i = 0; i < items->size(); ++i) {
      value(shape.bare ? shape.fields.front().type : element, pointer(path, i), &(*items)[i]);
    }
  }

  const Ruleset& ruleset_;
  const engine::Case& facts_;
  const Reach& reach_;
  const Births births_;
  engine::FactId fact_;
  bool protected_ = false;
  Places out_;
};

std::string unescaped(const std::string& token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const bool escape = token[i] == '~' && i + 1 < token.size();
    out += escape ? (token[++i] == '1' ? '/' : '~') : token[i];
  }
  return out;
}

std::optional<std::uint32_t> index_of(const std::string& token) {
  const bool digits = !token.empty() && token.size() < 6 &&
                      token.find_first_not_of("0123456789") == std::string::npos;
  if (!digits) return std::nullopt;
  std::uint32_t out = 0;
  for (const char c : token) out = out * 10 + static_cast<std::uint32_t>(c - '0');
  return out;
}

std::vector<std::string> tokens_of(const std::string& path) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < path.size();) {
    const std::size_t end = std::min(path.find('/', at + 1), path.size());
    out.push_back(unescaped(path.substr(at + 1, end - at - 1)));
    at = end;
  }
  return out;
}

}  // namespace

Places places_of(const Ruleset& ruleset, const engine::Case& facts, const Reach& reach) {
  return Finder(ruleset, facts, reach).run();
}

std::vector<Step> steps_of(const std::string& path) {
  std::vector<Step> out;
  const std::vector<std::string> tokens = tokens_of(path);
  for (std::size_t i = 1; i < tokens.size(); ++i) {  // the first is "facts"
    const auto index = index_of(tokens[i]);
    out.push_back(index ? Step{"", index} : Step{tokens[i], std::nullopt});
  }
  return out;
}

const Json* value_at(const Json& json, const std::string& path) {
  const Json* at = &json;
  for (const std::string& token : tokens_of(path)) {
    const JsonArray* array = at->as_array();
    const auto index = index_of(token);
    if (array != nullptr) {
      if (!index || *index >= array->size()) return nullptr;
      at = &(*array)[*index];
    } else {
      at = at->find(token);
    }
    if (at == nullptr) return nullptr;
  }
  return at;
}

}  // namespace stadga::explain
