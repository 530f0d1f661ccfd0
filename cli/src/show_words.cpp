#include <array>

#include "show.h"
#include "stadga/base/date.h"
#include "stadga/base/money.h"
#include "stadga/engine/law_text.h"

namespace stadga::cli {
namespace {

using engine::TypeKind;

struct Weighted {
  const char *sv, *en;
};
constexpr std::array<Weighted, 7> kWeights{{{"lag", "statute"},
                                            {"förordning", "ordinance"},
                                            {"föreskrift", "regulation"},
                                            {"praxis", "case law"},
                                            {"allmänt råd", "general advice"},
                                            {"riktlinje", "board policy"},
                                            {"sedvana", "custom"}}};

std::string range(const engine::Type& type) { return " " + std::to_string(type.min) + ".." + std::to_string(type.max); }

std::string choices(const engine::Ruleset& ruleset, const engine::Type& type) {
  std::string out;
  for (const std::string& value : ruleset.at(type.enumeration).values) out += (out.empty() ? "" : ", ") + value;
  return "{ " + out + " }";
}

std::string dates(const engine::Type& type) {
  if (type.min_date == kMinDate && type.max_date == kMaxDate) return {};
  return " " + to_string(type.min_date) + ".." + to_string(type.max_date);
}

// A list's element: its record's name, or the type of its values.
std::string element_type(const engine::Ruleset& ruleset, const engine::Type& list, MessageLanguage language) {
  const engine::Record& record = ruleset.at(list.record);
  return record.bare ? type_text(ruleset, record.fields.front().type, language) : record.name;
}

// The type without `bedömning` and `eller inget`, as the rule language writes it.
std::string bare_type(const engine::Ruleset& ruleset, const engine::Type& type, MessageLanguage language) {
  const auto t = [&](const char* sv, const char* en) { return in({sv, en}, language); };
  switch (type.kind) {
    case TypeKind::kBool: return t("ja/nej", "yes/no");
    case TypeKind::kEnum: return t("val ", "choice ") + choices(ruleset, type);
    case TypeKind::kInt: return t("heltal", "integer") + range(type);
    case TypeKind::kMonths: return t("månader", "months") + range(type);
    case TypeKind::kDays: return t("dagar", "days") + range(type);
    case TypeKind::kDate: return t("datum", "date") + dates(type);
    case TypeKind::kMoney: return "kronor " + to_string(Money{type.min}) + ".." + to_string(Money{type.max});
    case TypeKind::kIdentifier:
      return t("beteckning ", "identifier ") + std::to_string(type.min_length) + ".." +
             std::to_string(type.max_length) + t(" tecken", " characters") +
             (type.pattern.empty() ? "" : t(" enligt \"", " matching \"") + type.pattern + "\"");
    case TypeKind::kPattern: return t("mönster", "pattern");
    case TypeKind::kRecord: return ruleset.at(type.record).name;
    case TypeKind::kList:
      return t("lista av ", "list of ") + element_type(ruleset, type, language) + t(" högst ", " at most ") +
             std::to_string(type.max_items) + (type.non_empty ? t(" minst en", " at least one") : "");
  }
  return {};
}

}  // namespace

std::string type_text(const engine::Ruleset& ruleset, const engine::Type& type, MessageLanguage language) {
  const bool plain_assessment = type.assessment && type.kind == TypeKind::kBool;
  std::string out = plain_assessment ? in({"bedömning", "assessment"}, language) : bare_type(ruleset, type, language);
  if (type.assessment && !plain_assessment) out = in({"bedömning av ", "assessment of "}, language) + out;
  if (type.optional) out += in({" eller inget", " or none"}, language);
  return out;
}

const char* weight_text(engine::Weight weight, MessageLanguage language) {
  const Weighted& words = kWeights.at(static_cast<std::size_t>(weight));
  return language == MessageLanguage::kSwedish ? words.sv : words.en;
}

std::string validity_text(const engine::Validity& validity, MessageLanguage language) {
  const auto t = [&](const char* sv, const char* en) { return in({sv, en}, language); };
  std::string out = validity.first_known ? t("fr.o.m. ", "from ") + to_string(validity.days.from)
                                         : t("utan känd första dag", "without known first day");
  if (validity.days.to != kMaxDate) out += t(" t.o.m. ", " to ") + to_string(validity.days.to);
  if (validity.introduced) out += t(" nytt", " new");
  if (validity.repealed) out += t(" upphävt", " repealed");
  return out;
}

std::string law_text(const engine::Ruleset& ruleset, const std::vector<engine::Citation>& citations, MessageLanguage language) {
  std::string out;
  for (const engine::Citation& citation : citations) {
    out += (out.empty() ? "" : "; ") + engine::numbered_citation_text(ruleset, citation) + " (" +
           weight_text(ruleset.at(citation.source).weight, language) + ")";
  }
  return out;
}

std::string place_text(const engine::Span& span) {
  return span.line == 0 ? span.file : span.file + ":" + std::to_string(span.line);
}

}  // namespace stadga::cli
