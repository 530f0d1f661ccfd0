// types.cpp - see types.h.
#include "sema/types.h"

#include <algorithm>
#include <set>

#include "messages/figures.h"
#include "messages/names.h"
#include "messages/types.h"

namespace stadga::dsl::sema {
namespace {

using engine::Type;
using engine::TypeKind;
using syntax::TypeWord;
using syntax::Unit;

constexpr std::int64_t kMaxItems = 1000;
constexpr std::int64_t kMaxLength = 10000;

class TypeLowering {
 public:
  TypeLowering(Context& context, const syntax::Type& source, const std::string& owner)
      : context_(context), source_(source), owner_(owner) {}

  Type run() {
    type_.optional = source_.optional;
    type_.assessment = source_.assessed || source_.word == TypeWord::kAssessment;
    switch (source_.word) {
      case TypeWord::kBool: case TypeWord::kAssessment: type_.kind = TypeKind::kBool; break;
      case TypeWord::kChoice: choice(); break;
      case TypeWord::kInt: case TypeWord::kYears: range(TypeKind::kInt); break;
      case TypeWord::kMonths: range(TypeKind::kMonths); break;
      case TypeWord::kDays: range(TypeKind::kDays); break;
      case TypeWord::kMoney: range(TypeKind::kMoney); break;
      case TypeWord::kDate: dates(false); break;
      case TypeWord::kMonth: dates(true); break;
      case TypeWord::kIdentifier: identifier(); break;
      case TypeWord::kPattern: type_.kind = TypeKind::kPattern; break;
      case TypeWord::kRecord: record(); break;
      case TypeWord::kList: list(); break;
    }
    return type_;
  }

 private:
  void report(messages::Advice advice) { context_.report(source_.span, std::move(advice)); }

  void choice() {
    type_.kind = TypeKind::kEnum;
    engine::Enumeration enumeration{owner_, {}};
    std::set<std::string> seen;
    for (const syntax::Name& value : source_.values) {
      if (!seen.insert(value.text).second) {
        context_.report(value.span, messages::value_twice(value.text));
        continue;
      }
      if (syntax::is_reserved(value.text, context_.file->language)) {
        context_.report(value.span, messages::reserved_name(value.text));
      }
      enumeration.values.push_back(value.text);
    }
    type_.enumeration = engine::EnumId{static_cast<std::uint32_t>(context_.ruleset.enumerations.size())};
    context_.ruleset.enumerations.push_back(std::move(enumeration));
  }

  // Kronor may be written with or without `kr`; the model counts oere.
  std::int64_t bound(const syntax::Bound& end, TypeKind kind) {
    if (kind != TypeKind::kMoney && end.unit == Unit::kMoney) {
      report(messages::unit_wrong(messages::type_name(kind), messages::type_name(TypeKind::kMoney)));
    }
    if (kind != TypeKind::kMoney || end.unit == Unit::kMoney) return end.number;
    const auto ore = checked_mul(end.number, 100);
    if (!ore) report(messages::range_too_large());
    return ore.value_or(0);
  }

  // Both ends are there and are days, or numbers. They lack only where the line was broken.
  bool bounds_are(bool days) {
    if (!source_.min || !source_.max) return false;
    const bool right = source_.min->is_date == days && source_.max->is_date == days;
    if (!right) report(messages::bounds_of_wrong_kind(days));
    return right;
  }

  void range(TypeKind kind) {
    type_.kind = kind;
    if (!bounds_are(false)) return;
    type_.min = bound(*source_.min, kind);
    type_.max = bound(*source_.max, kind);
    if (type_.min > type_.max) report(messages::range_reversed());
    if ((kind == TypeKind::kMonths || kind == TypeKind::kDays) && type_.min < 0) {
      report(messages::negative_length());
    }
  }

  // A month is written by its first day; only the bounds tell a month from a date.
  void dates(bool months) {
    type_.kind = TypeKind::kDate;
    if (!bounds_are(true)) return;
    if (source_.min->is_month != months || source_.max->is_month != months) return report(messages::month_bounds(months));
    type_.min_date = source_.min->date;
    type_.max_date = source_.max->date;
    if (type_.min_date > type_.max_date) report(messages::range_reversed());
  }

  void identifier() {
    type_.kind = TypeKind::kIdentifier;
    if (!bounds_are(false)) return;
    const std::int64_t min = source_.min->number;
    const std::int64_t max = source_.max->number;
    if (min < 0 || max > kMaxLength) report(messages::length_out_of_bounds());
    if (min > max) report(messages::range_reversed());
    type_.min_length = static_cast<std::uint32_t>(std::clamp<std::int64_t>(min, 0, kMaxLength));
    type_.max_length = static_cast<std::uint32_t>(std::clamp<std::int64_t>(max, 0, kMaxLength));
    type_.pattern = source_.pattern;
  }

  void record() {
    type_.kind = TypeKind::kRecord;
    type_.record = record_named();
  }

  void list() {
    type_.kind = TypeKind::kList;
    type_.record = element_record();
    type_.non_empty = source_.non_empty;
    if (source_.optional) report(messages::optional_list());
    type_.optional = false;
    if (source_.max_items < 1 || source_.max_items > kMaxItems) report(messages::list_length());
    type_.max_items = static_cast<std::uint32_t>(std::clamp<std::int64_t>(source_.max_items, 1, kMaxItems));
  }

  // A list of values is one of records with a single field, without its name.
  engine::RecordId element_record() {
    if (source_.element.empty() || source_.element.front().word == TypeWord::kRecord) return record_named();
    const syntax::Type& element = source_.element.front();
    engine::Field field;
    field.name = "v\xC3\xA4rde";
    field.type = TypeLowering(context_, element, owner_).run();
    field.span = context_.span(element.span);
    if (field.type.assessment || field.type.kind == TypeKind::kPattern) report(messages::list_element());
    engine::Record record;
    record.name = owner_;
    record.fields = {std::move(field)};
    record.bare = true;
    record.span = context_.span(source_.span);
    context_.ruleset.records.push_back(std::move(record));
    return engine::RecordId{static_cast<std::uint32_t>(context_.ruleset.records.size() - 1)};
  }

  engine::RecordId record_named() {
    const auto found = context_.symbols.records.find(source_.name.text);
    if (found != context_.symbols.records.end()) return found->second;
    std::vector<std::string> known = keys(context_.symbols.records);
    for (const syntax::Kw kw : {syntax::Kw::kYesNo, syntax::Kw::kChoice, syntax::Kw::kInteger, syntax::Kw::kMonths,
                                syntax::Kw::kDays, syntax::Kw::kYears, syntax::Kw::kDate, syntax::Kw::kKronor,
                                syntax::Kw::kIdentifier, syntax::Kw::kPattern, syntax::Kw::kAssessment}) {
      known.push_back(context_.word(kw));
    }
    context_.report(source_.name.span, messages::unknown_type(source_.name.text, nearest(source_.name.text, known)));
    return {};
  }

  Context& context_;
  const syntax::Type& source_;
  const std::string& owner_;
  Type type_;
};

}  // namespace

Type lower_type(Context& context, const syntax::Type& type, const std::string& owner) {
  return TypeLowering(context, type, owner).run();
}

bool is_number(TypeKind kind) {
  return kind == TypeKind::kInt || kind == TypeKind::kMonths || kind == TypeKind::kDays || kind == TypeKind::kMoney;
}
bool is_ordered(TypeKind kind) { return is_number(kind) || kind == TypeKind::kDate; }

bool same_kind(const Type& a, const Type& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == TypeKind::kEnum) return a.enumeration == b.enumeration;
  if (a.kind == TypeKind::kRecord || a.kind == TypeKind::kList) return a.record == b.record;
  return true;
}

bool same_values(const engine::Ruleset& ruleset, const Type& a, const Type& b) {
  if (same_kind(a, b)) return true;
  const bool choices = a.kind == TypeKind::kEnum && b.kind == TypeKind::kEnum && a.enumeration.valid() && b.enumeration.valid();
  return choices && ruleset.at(a.enumeration).values == ruleset.at(b.enumeration).values;
}

Type plain(Type type) {
  type.optional = false;
  type.assessment = false;
  return type;
}

LocalText describe(const engine::Ruleset& ruleset, const Type& type) {
  LocalText out = messages::type_name(type.kind);
  if (type.kind == TypeKind::kEnum && type.enumeration.valid()) {
    const auto& values = ruleset.at(type.enumeration).values;
    std::string list;
    for (std::size_t i = 0; i < values.size() && i < 6; ++i) list += (i == 0 ? "" : ", ") + values[i];
    if (values.size() > 6) list += ", ...";
    out.sv += " { " + list + " }";
    out.en += " { " + list + " }";
  }
  if (type.kind == TypeKind::kRecord && type.record.valid()) {
    out.sv += " " + ruleset.at(type.record).name;
    out.en += " " + ruleset.at(type.record).name;
  }
  if (type.optional) {
    out.sv += " eller inget";
    out.en += " or none";
  }
  return out;
}

}  // namespace stadga::dsl::sema
