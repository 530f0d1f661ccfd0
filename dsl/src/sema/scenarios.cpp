// scenarios.cpp - see scenarios.h.
#include "sema/scenarios.h"

#include <algorithm>
#include <array>
#include <set>

#include "messages/law.h"
#include "messages/scenario.h"
#include "sema/clauses.h"
#include "sema/fact_values.h"

namespace stadga::dsl::sema {
namespace {

using syntax::Clause;
using syntax::Decl;
using syntax::Expected;
using syntax::File;
using syntax::Kw;

constexpr std::array kStatuses{"determined",   "incomplete",  "needs_assessment", "referred", "conflict", "gap",
                               "not_in_force", "not_covered", "error"};
constexpr std::array kOutcomes{"avvisning", "avslag", "delavslag", "bifall"};

template <typename Words>
bool is_word(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

struct Source {
  const Decl* decl = nullptr;
  const File* file = nullptr;
};

// What a scenario hands on to those that start from it.
struct Setting {
  JsonObject facts, provenance;
  std::optional<Date> day;
  std::string municipality;
};

class Scenarios {
 public:
  Scenarios(const Lowered& base, const std::vector<std::string>& ids, Diagnostics& diagnostics)
      : ruleset_(base.ruleset), symbols_(base.symbols), ids_(ids),
        context_{ruleset_, symbols_, diagnostics} {}

  std::vector<engine::Scenario> run(const Files& files) {
    std::vector<Source> sources;
    for (const File* file : files) {
      for (const Decl& decl : file->decls) {
        if (decl.kw == Kw::kScenario) sources.push_back({&decl, file});
      }
    }
    for (const Source& source : sources) {
      context_.file = source.file;
      const auto [known, fresh] = by_title_.insert({source.decl->title, source});
      if (fresh || source.decl->title.empty()) continue;
      const engine::Span where = {known->second.file->path, known->second.decl->span.line, 1};
      context_.report(source.decl->span, messages::scenario_twice(source.decl->title, where.file + ":" + std::to_string(where.line)));
    }
    std::vector<engine::Scenario> out;
    for (const Source& source : sources) scenario(source, out);
    return out;
  }

 private:
  // One scenario, or one for each row of its table.
  void scenario(const Source& source, std::vector<engine::Scenario>& out) {
    const Decl& decl = *source.decl;
    context_.file = source.file;
    check_clauses(context_, decl);
    check_expects(decl);
    std::vector<const Decl*> chain;
    circle_ = false;
    const Setting setting = resolve(source, chain, true);
    context_.file = source.file;
    if (circle_) context_.report(find_clause(decl.clauses, Kw::kStartsFrom)->span, messages::scenario_circle(decl.title));
    if (!setting.day && !decl.broken && !sets_day(decl)) context_.report(decl.span, messages::scenario_without_day());
    engine::Scenario common;
    common.title = decl.title;
    common.span = context_.span(decl.span);
    for (const Clause& clause : decl.clauses) {
      if (clause.kw == Kw::kNote) common.note += (common.note.empty() ? "" : " ") + clause.text.text;
    }
    for (const Expected& expected : decl.expected) expectation(expected, common.expected);
    if (has_clause(decl.clauses, Kw::kRows)) return rows(decl, setting, common, out);
    common.case_json = case_of(setting);
    out.push_back(std::move(common));
  }

  void check_expects(const Decl& decl) {
    const bool column = std::any_of(decl.columns.begin(), decl.columns.end(), [](const syntax::Column& c) { return c.expects; });
    if (decl.broken || column || has_clause(decl.clauses, Kw::kExpected)) return;
    context_.report(decl.span, messages::missing_clause(context_.word(decl.kw), context_.word(Kw::kExpected)));
  }

  static bool sets_day(const Decl& decl) {
    return std::any_of(decl.columns.begin(), decl.columns.end(), [](const syntax::Column& c) { return c.setting == Kw::kDecisionDate; });
  }

  static Json case_of(const Setting& setting) {
    JsonObject object;
    if (setting.day) object["decision_date"] = to_string(*setting.day);
    if (!setting.municipality.empty()) object["municipality"] = setting.municipality;
    object["facts"] = Json(setting.facts);
    if (!setting.provenance.empty()) object["provenance"] = Json(setting.provenance);
    return Json(std::move(object));
  }

  // A mistake in a column would be told for every row: the first time is enough.
  void rows(const Decl& decl, const Setting& setting, const engine::Scenario& common, std::vector<engine::Scenario>& out) {
    if (decl.case_rows.empty() && !decl.broken) return context_.report(decl.span, messages::table_without_rows());
    check_columns(decl);
    const std::size_t before = context_.diagnostics.size();
    std::map<std::string, std::uint32_t> lines;
    for (const syntax::CaseRow& row : decl.case_rows) {
      const bool named = !row.name.text.empty();
      const std::string name = named ? row.name.text : std::to_string(&row - decl.case_rows.data() + 1);
      const auto [known, fresh] = lines.insert({name, row.span.line});
      const std::string where = context_.file->path + ":" + std::to_string(known->second);
      if (!fresh) context_.report(row.span, messages::row_twice(name, where));
      engine::Scenario scenario = common;
      scenario.title += " (" + name + ")";
      scenario.span = context_.span(row.span);
      Setting own = setting;
      if (row.day) own.day = row.day;
      if (!own.day && sets_day(decl)) context_.report(row.span, messages::scenario_without_day());
      if (!row.municipality.text.empty()) own.municipality = row.municipality.text;
      apply(decl, row.facts, context_, own);
      scenario.case_json = case_of(own);
      for (const Expected& expected : row.expected) expectation(expected, scenario.expected);
      out.push_back(std::move(scenario));
    }
    drop_repeated(context_.diagnostics, before);
  }

  static std::string heading(const syntax::Column& column) {
    if (column.setting) return std::string("| ") + syntax::keyword(*column.setting).swedish;
    if (!column.expects) return syntax::dotted(column.fact);
    if (column.expected.is_value) return "= " + column.expected.name.text;
    return std::string(syntax::keyword(column.expected.kw).swedish) + " " + column.expected.name.text;
  }
  void check_columns(const Decl& decl) {
    std::set<std::string> seen;
    for (const syntax::Column& column : decl.columns) {
      if (column.is_name || seen.insert(heading(column)).second) continue;
      const std::string name = column.expects ? column.expected.name.text : syntax::dotted(column.fact);
      const Kw word = column.setting.value_or(column.expected.kw);
      context_.report(column.span, messages::column_twice(name.empty() ? context_.word(word) : name));
    }
  }

  static void drop_repeated(Diagnostics& diagnostics, std::size_t from) {
    Diagnostics kept(diagnostics.begin(), diagnostics.begin() + static_cast<std::ptrdiff_t>(from));
    for (std::size_t i = from; i < diagnostics.size(); ++i) {
      const Diagnostic& d = diagnostics[i];
      const bool known = std::any_of(kept.begin() + static_cast<std::ptrdiff_t>(from), kept.end(), [&](const Diagnostic& k) {
        return k.code == d.code && k.span.line == d.span.line && k.span.column == d.span.column && k.message == d.message;
      });
      if (!known) kept.push_back(d);
    }
    diagnostics = std::move(kept);
  }

  // In a scenario that expects an error a value of any shape is passed on.
  void apply(const Decl& decl, const std::vector<syntax::Member>& members, const Context& context, Setting& out) {
    const bool lenient = std::any_of(decl.expected.begin(), decl.expected.end(),
                                     [](const Expected& e) { return e.kw == Kw::kProblem && !e.is_value; });
    for (const syntax::Member& member : members) {
      apply_member(context, member, lenient, out.facts);
      apply_provenance(context_, member, out.provenance);
    }
  }

  // `own`: diagnostics of the lines belong to this scenario; what it starts from reports its own.
  Setting resolve(const Source& source, std::vector<const Decl*>& chain, bool own) {
    const Decl& decl = *source.decl;
    Setting out;
    chain.push_back(&decl);
    if (const Clause* from = find_clause(decl.clauses, Kw::kStartsFrom)) out = start(source, *from, chain, own);
    context_.file = source.file;
    if (const Clause* day = find_clause(decl.clauses, Kw::kDecisionDate)) out.day = day->date;
    if (const Clause* code = find_clause(decl.clauses, Kw::kMunicipality)) out.municipality = code->name.text;
    Diagnostics silent;
    const Context quiet{ruleset_, symbols_, silent, source.file};
    apply(decl, decl.facts, own ? context_ : quiet, out);
    chain.pop_back();
    return out;
  }

  Setting start(const Source& source, const Clause& from, std::vector<const Decl*>& chain, bool own) {
    context_.file = source.file;
    const std::string& title = from.text.text;
    const auto found = by_title_.find(title);
    if (found == by_title_.end()) {
      if (own) context_.report(from.span, messages::unknown_scenario(title, nearest(title, keys(by_title_))));
      return {};
    }
    if (std::find(chain.begin(), chain.end(), found->second.decl) != chain.end()) {
      circle_ = true;
      return {};
    }
    if (chain.size() > syntax_depth_) return {};
    return resolve(found->second, chain, false);
  }

  void expectation(const Expected& expected, engine::Expectation& out) {
    if (expected.is_value) return value(expected, out);
    switch (expected.kw) {
      case Kw::kStatus:
        if (!is_word(kStatuses, expected.name.text)) {
          const std::string near = nearest(expected.name.text, {kStatuses.begin(), kStatuses.end()});
          context_.report(expected.name.span, messages::unknown_status(expected.name.text, near));
        }
        out.status = expected.name.text;
        break;
      case Kw::kOutcome:
        if (!is_word(kOutcomes, expected.name.text)) {
          const std::string near = nearest(expected.name.text, {kOutcomes.begin(), kOutcomes.end()});
          context_.report(expected.name.span, messages::unknown_outcome(expected.name.text, near));
        }
        out.outcome = expected.name.text;
        break;
      case Kw::kReferral:
        check_id(expected.name);
        out.referral = expected.name.text;
        break;
      case Kw::kReasons: out.reasons = listed(expected, true); break;
      case Kw::kMissingFacts: out.missing = listed(expected, false); break;
      case Kw::kGuideline:
        check_id(expected.name);
        out.indicators.emplace_back(expected.name.text, indicator_state(expected.state.value_or(Kw::kIsUnknown)));
        break;
      default: out.problems.emplace_back(expected.name.text, expected.text); break;
    }
  }

  static std::string indicator_state(Kw kw) {
    switch (kw) {
      case Kw::kSpeaksFor: return "for";
      case Kw::kSpeaksAgainst: return "against";
      case Kw::kNotCovered: return "not_covered";
      default: return "unknown";
    }
  }

  void check_id(const syntax::Name& id) {
    if (is_word(ids_, id.text)) return;
    context_.report(id.span, messages::unknown_provision(id.text, nearest(id.text, ids_)));
  }

  std::vector<std::string> listed(const Expected& expected, bool ids) {
    std::vector<std::string> out;
    for (const syntax::Path& path : expected.names) {
      if (ids) check_id(path.front());
      if (!ids) check_fact(path.front());
      out.push_back(syntax::dotted(path));
    }
    return out;
  }

  void check_fact(const syntax::Name& name) {
    std::vector<std::string> known;
    for (const engine::Fact& fact : ruleset_.facts) known.push_back(fact.name);
    if (is_word(known, name.text)) return;
    context_.report(name.span, messages::unknown_fact(name.text, nearest(name.text, known)));
  }

  void value(const Expected& expected, engine::Expectation& out) {
    const auto term = std::find_if(ruleset_.terms.begin(), ruleset_.terms.end(), [&](const engine::Term& t) {
      return t.is_value && t.name == expected.name.text;
    });
    if (term == ruleset_.terms.end()) {
      std::vector<std::string> known;
      for (const engine::Term& t : ruleset_.terms) {
        if (t.is_value) known.push_back(t.name);
      }
      return context_.report(expected.name.span, messages::unknown_result(expected.name.text, nearest(expected.name.text, known)));
    }
    out.values[expected.name.text] = expected.no_value || !expected.value.valid()
                                         ? std::string(syntax::keyword(Kw::kNoValue).swedish)
                                         : printed(context_.file->at(expected.value), term->type);
  }

  // As the engine prints values: money with two decimals, days as dates, Booleans as in JSON.
  static std::string printed(const syntax::Value& value, const engine::Type& type) {
    using syntax::ValueKind;
    switch (value.kind) {
      case ValueKind::kYes: return "true";
      case ValueKind::kNo: return "false";
      case ValueKind::kDate: return to_string(value.date);
      case ValueKind::kNone: return "null";
      case ValueKind::kNumber: {
        const bool kronor = type.kind == engine::TypeKind::kMoney && value.unit != syntax::Unit::kMoney;
        const std::int64_t ore = kronor ? checked_mul(value.number, 100).value_or(0) : value.number;
        return type.kind == engine::TypeKind::kMoney ? to_string(Money{ore}) : std::to_string(value.number);
      }
      default: return value.text;
    }
  }

  static constexpr std::size_t syntax_depth_ = 256;  // scenarios that start from each other
  engine::Ruleset ruleset_;
  Symbols symbols_;
  const std::vector<std::string>& ids_;
  Context context_;
  std::map<std::string, Source> by_title_;
  bool circle_ = false;  // met while the present scenario was resolved
};

}  // namespace

std::vector<engine::Scenario> lower_scenarios(const Lowered& base, const std::vector<std::string>& ids,
                                              const Files& files, Diagnostics& diagnostics) {
  return Scenarios(base, ids, diagnostics).run(files);
}

}  // namespace stadga::dsl::sema
