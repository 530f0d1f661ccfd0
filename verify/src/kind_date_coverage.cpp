// kind_date_coverage.cpp - date_coverage: a day of the horizon for which a provision or a parameter
// has no version, or two. The days come from an interval sweep; the solver only finds a case that
// such a day matters to.
#include <algorithm>
#include <map>

#include "kinds.h"
#include "messages.h"
#include "walk.h"

namespace stadga::verify {
namespace {

using engine::CaseStatus;
using engine::Evaluation;
using engine::Op;

struct Subject {
  std::string name;        // as the engine names it: an id, a parameter, kommun.PARAMETER
  std::string id;          // in the obligation's id
  engine::Span span;
  Coverage days;
  std::vector<std::string> rules;
  std::vector<engine::Citation> citations;
  std::uint32_t parameter = UINT32_MAX;
};

// Of a place that both the law and a municipality fill: the municipality's versions go before the national ones, so
// only two of one kind are two; a day is missing where neither has one.
template <typename Version>
Coverage covered(const std::vector<const Version*>& versions, const DateInterval& days) {
  Coverage out;
  std::vector<engine::Validity> all;
  for (const bool overlay : {false, true}) {
    std::vector<engine::Validity> some;
    for (const Version* version : versions) {
      if (version->from_overlay == overlay) some.push_back(version->validity);
    }
    if (some.size() > 1) {
      const Coverage one = sweep(some, days);
      out.doubled.insert(out.doubled.end(), one.doubled.begin(), one.doubled.end());
    }
    all.insert(all.end(), some.begin(), some.end());
  }
  const Coverage both = sweep(all, days);
  out.missing = both.missing;
  out.declared = both.declared;
  return out;
}

Coverage parameter_days(const engine::Ruleset& ruleset, const engine::Parameter& parameter) {
  std::vector<const engine::DatedValue*> values;
  for (const auto& value : parameter.values) values.push_back(&value);
  return covered(values, law_days(ruleset));
}

std::vector<Subject> parameters(const Workbench& bench) {
  std::vector<Subject> out;
  const auto& ruleset = bench.ruleset();
  for (std::uint32_t i = 0; i < ruleset.parameters.size(); ++i) {
    const auto& parameter = ruleset.parameters[i];
    // In the base an unfilled place is any value of its range; each overlay must fill it.
    const bool base = bench.target().municipality.empty();
    if (base && parameter.municipal && parameter.values.empty()) continue;
    Subject subject;
    subject.name = (parameter.municipal ? "kommun." : "") + parameter.name;
    subject.id = parameter.name;
    subject.span = parameter.values.empty() ? parameter.span : parameter.values.back().span;
    subject.days = parameter_days(ruleset, parameter);
    subject.citations = parameter.citations;
    subject.parameter = i;
    out.push_back(std::move(subject));
  }
  return out;
}

// For each period that a table speaks about: the law days from its first version on. A period without
// any version is not covered by the rule set, and says so in every case that asks.
std::vector<Subject> tables(const Workbench& bench) {
  std::vector<Subject> out;
  const auto& ruleset = bench.ruleset();
  for (std::uint32_t i = 0; i < ruleset.tables.size(); ++i) {
    const auto& table = ruleset.tables[i];
    std::map<std::string, std::vector<const engine::TableVersion*>> periods;
    for (const auto& version : table.versions) {
      const std::string period =
          version.period ? to_string(version.period->from) + "/" + to_string(version.period->to)
                         : std::string();
      periods[period].push_back(&version);
    }
    for (const auto& [period, versions] : periods) {
      DateInterval days = law_days(ruleset);
      Date first = kMaxDate;
      for (const auto* version : versions) first = std::min(first, version->validity.days.from);
      if (!period.empty() && days.from < first) days.from = first;
      Subject subject;
      subject.name = (table.municipal ? "kommun." : "") + table.name;
      subject.id = table.name + (period.empty() ? "" : "@" + period);
      subject.span = versions.front()->span;
      if (days.from <= days.to) subject.days = covered(versions, days);
      subject.citations = versions.front()->citations;
      out.push_back(std::move(subject));
    }
  }
  return out;
}

std::vector<Subject> provisions(const engine::Ruleset& ruleset) {
  std::vector<Subject> out;
  const auto add = [&](const Provision& provision, const engine::Span& span) {
    Subject subject;
    subject.name = provision.id;
    subject.id = provision.id;
    subject.span = span;
    subject.days = sweep(validities(ruleset, provision), law_days(ruleset));
    subject.rules = {provision.id};
    out.push_back(std::move(subject));
  };
  for (const auto& provision : requirement_provisions(ruleset)) {
    add(provision, ruleset.requirements[provision.versions.front()].span);
  }
  for (const auto& provision : rule_provisions(ruleset)) {
    add(provision, ruleset.rules[provision.versions.front()].span);
  }
  return out;
}

// The first day after a version ended, or the last one before a version begins.
std::vector<Date> nearest_days(const engine::Ruleset& ruleset,
                               const std::vector<DateInterval>& days) {
  std::vector<Date> out;
  for (const auto& interval : days) {
    const bool from_start = interval.from == law_days(ruleset).from;
    out.push_back(from_start ? interval.to : interval.from);
    out.push_back(from_start ? interval.from : interval.to);
  }
  return out;
}

bool reads_parameter(const engine::Ruleset& ruleset, engine::ExprId id, std::uint32_t parameter) {
  bool found = false;
  walk(ruleset, id, [&](engine::ExprId e) {
    found = found || (ruleset.at(e).op == Op::kParameter &&
                      ruleset.at(e).parameter.value == parameter);
  });
  return found;
}

class DateCoverage {
 public:
  DateCoverage(Workbench& bench, std::vector<Subject> all) : bench_(bench), all_(std::move(all)) {}

  void run() {
    for (const auto& subject : all_) {
      Obligation obligation = bench_.start("date_coverage", subject.id, subject.span);
      obligation.rules = subject.rules;
      obligation.citations = subject.citations;
      bench_.prove(std::move(obligation), [&](Obligation& o) { check(o, subject); });
    }
  }

 private:
  void check(Obligation& o, const Subject& subject) {
    const bool missing = !subject.days.missing.empty();
    const auto& days = missing ? subject.days.missing : subject.days.doubled;
    if (days.empty() || no_law_day(o, days)) {
      o.verdict = Verdict::kProved;  // the sweep is exact; no case is needed
      return;
    }
    const CaseStatus status = missing ? CaseStatus::kNotCovered : CaseStatus::kConflict;
    const State state = missing ? State::kNotCovered : State::kConflict;
    Encoder& encoder = bench_.encoder();
    Question question;
    question.query = {encoder.within(days), encoder.decision().states[state]};
    question.shows = [&subject, status](const Shown& shown) {
      const auto& e = shown.evaluation;
      return e.status == status && e.at == subject.name;
    };
    question.days = [&](const Evaluation&) { return nearest_days(bench_.ruleset(), days); };
    const auto text = missing ? messages::days_missing(subject.name, days)
                              : messages::days_doubled(subject.name, days);
    question.prefer = others_covered(subject);
    open_ = false;
    if (!show(o, question) && !show_guideline(o, subject, days) && !show_value(o, subject, days)) {
      if (open_) return;  // whether a case reads it is not settled; an error has a case to show
      o.severity = Severity::kWarning;  // nothing reads it on those days
    }
    o.verdict = Verdict::kRefuted;
    o.code = missing ? "S2107" : "S2108";
    o.message = text.message;
    o.help = text.help;
    if (o.because.empty()) o.because = {subject.name};
  }

  // Where a date of the case selects the law, it may never be one of the days (a month's last day, say).
  bool no_law_day(Obligation& o, const std::vector<DateInterval>& days) {
    if (!bench_.ruleset().header.law_day.valid()) return false;
    const Reply reply = bench_.session().ask({bench_.encoder().within(days)});
    o.rlimit_used += reply.used;
    return reply.answer == Answer::kNo && bench_.vars().exact_lists;
  }

  Exprs others_covered(const Subject& subject) {
    Exprs out;
    for (const auto& other : all_) {
      if (other.name == subject.name) continue;
      std::vector<DateInterval> bad = other.days.missing;
      bad.insert(bad.end(), other.days.doubled.begin(), other.days.doubled.end());
      out.push_back(bench_.smt().negate(bench_.encoder().within(bad)));
    }
    return out;
  }

  // Tries the stronger question first: a day on which nothing else is missing. Then the engine must
  // name this subject; on a day that lacks several it may name another.
  bool show(Obligation& o, const Question& question) {
    Exprs first = question.query;
    first.insert(first.end(), question.prefer.begin(), question.prefer.end());
    Reply reply = bench_.session().ask(first);
    o.rlimit_used += reply.used;
    std::optional<Witness> witness;
    if (reply.answer == Answer::kYes) {
      witness = bench_.replayed(bench_.vars(), *reply.model, question);
    } else if (!question.prefer.empty()) {
      reply = bench_.session().ask(question.query);
      o.rlimit_used += reply.used;
      open_ = open_ || reply.answer == Answer::kUndecided;
      if (reply.answer != Answer::kYes) return false;
      witness = bench_.find_replay(bench_.vars(), *reply.model, question);
    }
    open_ = open_ || (!witness && reply.answer == Answer::kUndecided);
    if (witness) Workbench::set_witness(o, *witness);
    return witness.has_value();
  }

  // A guideline's parameter decides nothing; it is seen in the indicator beside the assessment.
  bool show_guideline(Obligation& o, const Subject& subject, const std::vector<DateInterval>& days) {
    if (subject.parameter == UINT32_MAX) return false;
    for (const auto& requirement : bench_.ruleset().requirements) {
      for (const auto& guideline : requirement.guidelines) {
        if (!reads_parameter(bench_.ruleset(), guideline.condition, subject.parameter)) continue;
        if (show_indicator(o, requirement, guideline, days)) return true;
      }
    }
    return false;
  }

  bool show_indicator(Obligation& o, const engine::Requirement& requirement,
                      const engine::Guideline& guideline, const std::vector<DateInterval>& days) {
    Encoder& encoder = bench_.encoder();
    const Symbol condition = encoder.expr(guideline.condition);
    Exprs ends;
    const auto& stages = bench_.ruleset().decision.stages;
    for (std::size_t i = 0; i < stages.size(); ++i) {
      if (stages[i].outcome == engine::Outcome::kDismissal) continue;
      ends.push_back(encoder.decision().ends_at[i]);
    }
    Question question;
    question.query = {encoder.within(days), encoder.in_force(requirement.validity),
                      bench_.smt().any({condition.states[State::kNotCovered],
                                        condition.states[State::kNotInForce],
                                        condition.states[State::kConflict]}),
                      bench_.smt().any(ends)};
    for (const auto guard : {requirement.applies, guideline.applies}) {
      if (guard.valid()) question.query.push_back(encoder.logic().is_true(encoder.expr(guard)));
    }
    const std::string id = requirement.id;
    question.shows = [id](const Shown& shown) {
      const auto& e = shown.evaluation;
      return std::any_of(e.indicators.begin(), e.indicators.end(), [&](const auto& indicator) {
        return indicator.rule == id && indicator.state == "not_covered";
      });
    };
    question.days = [&](const Evaluation&) { return nearest_days(bench_.ruleset(), days); };
    if (!show(o, question)) return false;
    o.replayed.front().as_object()->insert_or_assign(
        "indicator", JsonObject{{"rule", id}, {"state", "not_covered"}});
    return true;
  }

  // A value that no outcome requires is left out of the result on those days.
  bool show_value(Obligation& o, const Subject& subject, const std::vector<DateInterval>& days) {
    const auto* rule = find_rule(bench_.ruleset(), subject.name);
    if (rule == nullptr || !rule->requirement.empty()) return false;
    const auto& term = bench_.ruleset().at(rule->term);
    if (!term.is_value) return false;
    const auto& settled = bench_.encoder().term(rule->term).value;
    Question question;
    question.query = {bench_.encoder().within(days), settled.states[State::kNotCovered]};
    question.shows = [&](const Shown& shown) {
      return !shown.evaluation.values.contains(term.name);
    };
    question.days = [&](const Evaluation&) { return nearest_days(bench_.ruleset(), days); };
    return show(o, question);
  }

  Workbench& bench_;
  std::vector<Subject> all_;
  bool open_ = false;  // some question about the subject at hand was not settled
};

}  // namespace

void check_date_coverage(Workbench& bench) {
  auto all = parameters(bench);
  for (auto& subject : tables(bench)) all.push_back(std::move(subject));
  for (auto& subject : provisions(bench.ruleset())) all.push_back(std::move(subject));
  DateCoverage(bench, std::move(all)).run();
}

}  // namespace stadga::verify
