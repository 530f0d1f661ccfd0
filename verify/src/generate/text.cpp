// generate/text.cpp - see generate/text.h. Holds text outside ASCII.
#include "generate/text.h"

#include "generate/atoms.h"
#include "stadga/base/money.h"
#include "stadga/base/text.h"

namespace stadga::verify {
namespace {

using engine::Expr;
using engine::ExprId;
using engine::Op;
using engine::Ruleset;
using engine::Type;
using engine::TypeKind;

constexpr std::size_t kLongest = 70;  // words in a title

class Words {
 public:
  explicit Words(const Ruleset& ruleset) : ruleset_(ruleset), swedish_(speaks_swedish(ruleset)) {}

  [[nodiscard]] std::string atom(ExprId id) const {
    const Expr& expr = ruleset_.at(id);
    if (expr.op == Op::kExists || expr.op == Op::kAbsent) {
      const auto what = side(expr.args.at(0));
      if (!what) return {};
      return *what + (expr.op == Op::kExists ? t(" finns", " exists") : t(" saknas", " is absent"));
    }
    if (expr.op == Op::kRequirementIs) return requirement(expr);
    if (expr.op == Op::kIsOneOf) return one_of(expr);
    if (!is_comparison(expr)) return {};
    const auto left = side(expr.args.at(0));
    const auto right = side(expr.args.at(1));
    return left && right ? *left + comparison(expr) + *right : std::string();
  }

 private:
  [[nodiscard]] std::string t(const char* sv, const char* en) const { return swedish_ ? sv : en; }

  [[nodiscard]] std::string comparison(const Expr& expr) const {
    const bool days = ruleset_.at(expr.args.at(0)).type.kind == TypeKind::kDate;
    switch (expr.op) {
      case Op::kEq: return t(" är ", " is ");
      case Op::kNe: return t(" är inte ", " is not ");
      case Op::kLt: return days ? t(" är före ", " is before ") : t(" är mindre än ", " is less than ");
      case Op::kLe: return days ? t(" är senast ", " is no later than ") : t(" är högst ", " is at most ");
      case Op::kGt: return days ? t(" är efter ", " is after ") : t(" är mer än ", " is more than ");
      default: return days ? t(" är tidigast ", " is no earlier than ") : t(" är minst ", " is at least ");
    }
  }

  [[nodiscard]] std::string requirement(const Expr& expr) const {
    const std::string id = ruleset_.requirements.at(expr.requirement.value).id;
    switch (expr.requirement_state) {
      case engine::RequirementState::kMet: return id + t(" är uppfyllt", " is met");
      case engine::RequirementState::kNotMet: return id + t(" är inte uppfyllt", " is not met");
      case engine::RequirementState::kNotShown: return id + t(" är inte visat", " is not shown");
      case engine::RequirementState::kNotApplicable: return id + t(" är inte tillämpligt", " is not applicable");
    }
    return {};
  }

  [[nodiscard]] std::string one_of(const Expr& expr) const {
    const auto what = side(expr.args.at(0));
    if (!what) return {};
    std::string list;
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
      const auto value = side(expr.args[i]);
      if (!value) return {};
      list += (list.empty() ? "" : ", ") + *value;
    }
    return *what + t(" är någon av ", " is any of ") + list;
  }

  // What is said by a name, or by a value.
  [[nodiscard]] std::optional<std::string> side(ExprId id) const {
    const Expr& expr = ruleset_.at(id);
    switch (expr.op) {
      case Op::kLiteral: return literal(expr);
      case Op::kNone: return t("inget", "none");
      case Op::kFact: return ruleset_.at(expr.fact).name;
      case Op::kTerm: return ruleset_.at(expr.term).name;
      case Op::kDecisionDay: return t("beslutsdagen", "the decision day");
      case Op::kParameter: {
        const auto& parameter = ruleset_.at(expr.parameter);
        return (parameter.municipal ? t("kommun.", "municipality.") : "") + parameter.name;
      }
      case Op::kField: return field(expr);
      default: return std::nullopt;
    }
  }
  [[nodiscard]] std::optional<std::string> field(const Expr& expr) const {
    const Expr& owner = ruleset_.at(expr.args.at(0));
    if (!owner.type.record.valid()) return std::nullopt;
    const std::string name = ruleset_.at(owner.type.record).fields.at(expr.field).name;
    if (owner.op == Op::kElement) return name;
    const auto of = side(expr.args.at(0));
    return of ? std::optional(*of + "." + name) : std::nullopt;
  }
  [[nodiscard]] std::string literal(const Expr& expr) const {
    if (const auto* v = std::get_if<bool>(&expr.literal)) return *v ? t("ja", "yes") : t("nej", "no");
    if (const auto* v = std::get_if<std::int64_t>(&expr.literal)) return unit_text(ruleset_, expr.type, *v);
    if (const auto* v = std::get_if<Money>(&expr.literal)) return unit_text(ruleset_, expr.type, v->ore);
    if (const auto* v = std::get_if<Date>(&expr.literal)) return to_string(*v);
    if (const auto* v = std::get_if<engine::EnumLiteral>(&expr.literal)) {
      return ruleset_.at(expr.type.enumeration).values.at(v->index);
    }
    return "'" + std::get<std::string>(expr.literal) + "'";
  }

  const Ruleset& ruleset_;
  bool swedish_;
};

std::string clause_words(const Ruleset& ruleset, ClauseKind kind) {
  const bool swedish = speaks_swedish(ruleset);
  switch (kind) {
    case ClauseKind::kApplies: return swedish ? "tillämpas när" : "applies when";
    case ClauseKind::kCondition: return swedish ? "rekvisitet" : "the condition";
    case ClauseKind::kWhen: return swedish ? "när" : "when";
  }
  return {};
}

std::string side_words(const Ruleset& ruleset, Side side) {
  const bool swedish = speaks_swedish(ruleset);
  switch (side) {
    case Side::kTrue: return swedish ? "ja" : "yes";
    case Side::kFalse: return swedish ? "nej" : "no";
    case Side::kBelow: return swedish ? " under gränsen" : " below the limit";
    case Side::kAt: return swedish ? " på gränsen" : " at the limit";
    case Side::kAbove: return swedish ? " över gränsen" : " above the limit";
  }
  return {};
}

}  // namespace

bool speaks_swedish(const Ruleset& ruleset) { return ruleset.header.language != "en"; }

std::string words_of(const Ruleset& ruleset, ExprId atom) { return Words(ruleset).atom(atom); }

std::string title_of(const Ruleset& ruleset, const Clause& clause, std::size_t atom, const Place& place) {
  const bool swedish = speaks_swedish(ruleset);
  const std::size_t day = clause.subject.find('@');  // of several versions
  std::string out = clause.id;
  if (day != std::string::npos) out += (swedish ? " fr.o.m. " : " from ") + clause.subject.substr(day + 1);
  out += ": " + clause_words(ruleset, clause.kind);
  if (clause.atoms.size() > 1) out += (swedish ? " led " : " part ") + std::to_string(atom + 1);
  if (!place.value.empty()) return out + side_words(ruleset, place.side) + ", " + place.value;
  const std::string& words = clause.atoms[atom].words;
  if (!words.empty() && count_code_points(words) <= kLongest) out += " (" + words + ")";
  return out + ", " + side_words(ruleset, place.side);
}

std::string note_of(const Ruleset& ruleset, const std::string& other) {
  return (speaks_swedish(ruleset) ? "Skiljer sig bara i detta från: " : "Differs only in this from: ") + other + ".";
}

std::string also_tests(const Ruleset& ruleset, const std::string& title) {
  return (speaks_swedish(ruleset) ? " Prövar också " : " Also tests ") + title + ".";
}

std::string unit_text(const Ruleset& ruleset, const Type& type, std::int64_t value) {
  const bool swedish = speaks_swedish(ruleset);
  const bool one = value == 1;
  switch (type.kind) {
    case TypeKind::kMoney: {
      std::string amount = to_string(Money{value});  // "-5220.50"
      if (amount.ends_with(".00")) amount.resize(amount.size() - 3);
      if (const auto point = amount.find('.'); swedish && point != std::string::npos) amount[point] = ',';
      return amount + (swedish ? " kr" : " SEK");
    }
    case TypeKind::kMonths:
      return std::to_string(value) + (swedish ? (one ? " månad" : " månader") : (one ? " month" : " months"));
    case TypeKind::kDays: return std::to_string(value) + (swedish ? (one ? " dag" : " dagar") : (one ? " day" : " days"));
    case TypeKind::kDate: {
      const auto day = from_day_number(value);
      return day ? to_string(*day) : std::string();
    }
    default: return std::to_string(value);
  }
}

}  // namespace stadga::verify
