// example_values.cpp - texts for identifiers, assessors and sources in generated cases.
#include "example_values.h"

namespace stadga::verify {
namespace {

// Not a person: examples must be recognisable as examples.
constexpr const char* kAssessor = "exempelhandläggare";
constexpr const char* kReason = "exempel från regelkontrollen";

}  // namespace

std::string sample_identifier(const engine::Type& type, std::int64_t index) {
  std::string out;
  std::int64_t rest = index;
  if (!type.pattern.empty()) {
    out = type.pattern;
    for (auto it = out.rbegin(); it != out.rend(); ++it) {
      if (*it == '#') {
        *it = static_cast<char>('0' + rest % 10);
        rest /= 10;
      } else if (*it == '@' || *it == '?') {
        *it = static_cast<char>('A' + rest % 26);
        rest /= 26;
      }
    }
    return out;
  }
  out = "A" + std::to_string(index + 1);
  while (out.size() < type.min_length) out += '0';
  if (type.max_length > 0 && out.size() > type.max_length) out.resize(type.max_length);
  return out;
}

Json assessed(Json value) {
  return JsonObject{{"value", std::move(value)},
                    {"assessor", kAssessor},
                    {"reason", kReason}};
}

Json example_provenance(const engine::Fact& fact, Date day) {
  return JsonObject{{"source", fact.sources.empty() ? std::string("exempel") : fact.sources.front()},
                    {"at", to_string(day) + "T00:00:00Z"}};
}

}  // namespace stadga::verify
