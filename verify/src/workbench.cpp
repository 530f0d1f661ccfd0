// workbench.cpp - from a question to a verdict that has been checked twice.
#include "workbench.h"

#include <algorithm>

#include "messages.h"
#include "recorder.h"
#include "sampling.h"

namespace stadga::verify {
namespace {

constexpr int kSamples = 200;
constexpr std::uint64_t kSeed = 20260101;

// The base with every unfilled parameter set to a value: what the model assumed.
engine::Package assumed_package(const engine::Ruleset& base,
                                const std::map<std::uint32_t, engine::Literal>& values) {
  engine::Package out{base, {}};
  for (const auto& [index, literal] : values) {
    engine::DatedValue value;
    value.value = literal;
    out.base.parameters.at(index).values.push_back(std::move(value));
  }
  return out;
}

std::string literal_text(const engine::Ruleset& ruleset, const engine::Type& type,
                         const engine::Literal& literal) {
  if (const auto* v = std::get_if<std::int64_t>(&literal)) return std::to_string(*v);
  if (const auto* v = std::get_if<Money>(&literal)) return to_string(*v);
  if (const auto* v = std::get_if<Date>(&literal)) return to_string(*v);
  if (const auto* v = std::get_if<bool>(&literal)) return *v ? "true" : "false";
  if (const auto* v = std::get_if<engine::EnumLiteral>(&literal)) {
    return ruleset.at(type.enumeration).values.at(v->index);
  }
  return std::get<std::string>(literal);
}

}  // namespace

JsonObject replay_json(const engine::Evaluation& evaluation) {
  JsonObject out{{"status", engine::name(evaluation.status)}};
  if (evaluation.outcome) out["outcome"] = engine::name(*evaluation.outcome);
  if (!evaluation.at.empty()) out["at"] = evaluation.at;
  if (!evaluation.detail.empty()) out["detail"] = evaluation.detail;
  if (!evaluation.conflict.empty()) {
    JsonArray sides;
    for (const auto& side : evaluation.conflict) {
      sides.push_back(
          JsonObject{{"rule", side.rule}, {"title", side.title}, {"result", side.result}});
    }
    out["conflict"] = std::move(sides);
  }
  return out;
}

Workbench::Workbench(const Target& target, const CheckOptions& options, Recorder* recorder)
    : target_(target),
      options_(options),
      recorder_(recorder),
      cut_(*this, LongLists::kCut) {
  renew_session();
}

void Workbench::renew_session() {
  for (auto* other : {&any_choice_, &widest_}) {
    if (*other) (*other)->session.reset();  // made anew where it is asked
  }
  side().session.emplace(smt(), vars().domain, rlimit());
}

Workbench::Side::Side(const Workbench& bench, LongLists lists, Places places)
    : vars(make_case_vars(smt, bench.ruleset(), Knowledge::kComplete, lists, places)),
      encoder(smt, bench.ruleset(), vars) {
  smt.record_to(bench.recorder());
}

Reply Workbench::ask_side(Side& side, const Query& query) {
  const Exprs asked = query(side.smt, side.encoder);
  if (!side.session) side.session.emplace(side.smt, side.vars.domain, rlimit());
  return side.session->ask_whether(asked);
}

Reply Workbench::ask_of_any_choice(const std::function<Exprs(Encoder&)>& query) {
  if (!any_choice_) any_choice_.emplace(*this, LongLists::kCut, Places::kAnyValue);
  return ask_side(*any_choice_, [&](Smt&, Encoder& encoder) { return query(encoder); });
}

Reply Workbench::ask_ever(const Query& query) {
  Reply reply = ask_side(cut_, query);
  const bool chooses = leaves_choices(ruleset());
  const auto also = [&](std::optional<Side>& wider, LongLists lists) {
    if (!wider) wider.emplace(*this, lists, chooses ? Places::kAnyValue : Places::kAsGiven);
    Reply more = ask_side(*wider, query);
    more.used += reply.used;
    reply = std::move(more);
  };
  if (reply.answer == Answer::kYes) return reply;
  if (!has_long_lists()) {
    if (chooses) also(any_choice_, LongLists::kCut);
    return reply;
  }
  also(widest_, LongLists::kSummed);
  if (reply.answer == Answer::kYes) reply.answer = Answer::kUndecided;  // that case may be none
  if (reply.answer == Answer::kUndecided && chooses) {
    also(any_choice_, LongLists::kCut);
    if (reply.answer == Answer::kNo) reply.answer = Answer::kUndecided;
  }
  return reply;
}

void Workbench::sum_up(bool yes) {
  if (yes && !summed_) summed_.emplace(*this, LongLists::kSummed);
  sums_up_ = yes;
  renew_session();
}

// Summed up, everything but a proof is left for the second time.
void Workbench::add(Obligation obligation) {
  if (!sums_up_) {
    obligations_.push_back(std::move(obligation));
    if (options_.settled) options_.settled(obligations_.back());
    return;
  }
  if (obligation.verdict != Verdict::kProved) return;
  std::string id = obligation.id;
  proved_summed_.insert_or_assign(std::move(id), std::move(obligation));
}

bool Workbench::wants(const std::string& kind) const {
  const auto& kinds = options_.kinds;
  return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

Obligation Workbench::start(const std::string& kind, const std::string& subject,
                            const engine::Span& span) const {
  Obligation out;
  out.id = kind + "/" + subject;
  if (!target_.municipality.empty()) out.id = target_.municipality + "/" + out.id;
  out.kind = kind;
  out.municipality = target_.municipality;
  out.span = span;
  return out;
}

// The municipalities under whose code a case of this rule set can be tried.
std::vector<std::string> Workbench::codes() const {
  if (!target_.municipality.empty()) return {target_.municipality};
  if (!engine::needs_municipality(*target_.package)) return {""};
  std::vector<std::string> out;
  for (const auto& [code, ruleset] : target_.package->municipal) out.push_back(code);
  return out;
}

bool Workbench::domain_is_inhabited() {
  auto& inhabited = side().inhabited;
  if (!inhabited) inhabited = session().ask({smt().truth(true)}).answer == Answer::kYes;
  return *inhabited;
}

const std::vector<Workbench::Sample>& Workbench::samples() {
  if (samples_) return *samples_;
  samples_.emplace();
  const auto all = codes();
  const Replay replay(*target_.package, all.empty() ? std::string() : all.front());
  SampleOptions options;
  options.seed = kSeed;
  options.municipality = replay.municipality();
  Sampler sampler(ruleset(), options);
  for (int i = 0; i < kSamples; ++i) {
    Json case_file = sampler.next();
    const auto facts = replay.read(case_file);
    if (!facts) throw Disagreement("a generated case is not valid: " + canonical_or_die(case_file));
    auto evaluation = engine::evaluate(ruleset(), *facts);
    samples_->push_back({std::move(case_file), *facts, std::move(evaluation)});
  }
  return *samples_;
}

Verdicted Workbench::proved(const Shows& shows, std::uint64_t used) {
  Verdicted out;
  out.used = used;
  if (!domain_is_inhabited()) return out;  // nothing can be said about no case at all
  for (const auto& sample : samples()) {
    if (shows({sample.evaluation, sample.facts, ruleset()})) {
      throw Disagreement("proved, but shown by " + canonical_or_die(sample.case_file));
    }
  }
  out.verdict = vars().exact_lists ? Verdict::kProved : Verdict::kOutOfCore;
  return out;
}

Verdicted Workbench::decide(const Question& question) {
  Verdicted out;
  for (const Exprs* query : {&question.needs, &question.query}) {
    if (query->empty()) continue;
    const Reply reply = session().ask_whether(*query);
    out.used += reply.used;
    if (reply.answer == Answer::kNo) return proved(question.shows, out.used);
  }
  if (sums_up_) return out;
  Exprs first = question.query;
  first.insert(first.end(), question.prefer.begin(), question.prefer.end());
  const Reply alone = session().ask(first);
  out.used += alone.used;
  if (alone.answer == Answer::kYes) {
    out.verdict = Verdict::kRefuted;
    out.witness = replayed(vars(), *alone.model, question);
    return out;
  }
  if (question.prefer.empty()) {
    return alone.answer == Answer::kNo ? proved(question.shows, out.used) : out;
  }
  const Reply any = session().ask(question.query);
  out.used += any.used;
  if (any.answer == Answer::kYes) {
    out.witness = beside_others(*any.model, question);
    if (out.witness) {
      out.verdict = Verdict::kRefuted;
      return out;
    }
  }
  const bool never = any.answer == Answer::kNo ||
                     (any.answer == Answer::kYes && alone.answer == Answer::kNo);
  return never ? proved(question.shows, out.used) : out;
}

// A case with several findings, if the engine names this one; else a sample that shows it.
std::optional<Witness> Workbench::beside_others(const z3::model& model,
                                                const Question& question) {
  auto witness = find_replay(vars(), model, question);
  if (witness) return witness;
  const auto all = codes();
  const Replay replay(*target_.package, all.empty() ? std::string() : all.front());
  for (const auto& sample : samples()) {
    witness = make_witness(replay, sample.case_file, question.shows, question.days);
    if (witness) return witness;
  }
  return std::nullopt;
}

std::optional<Witness> Workbench::find_replay(const CaseVars& vars, const z3::model& model,
                                              const Question& question) {
  for (const auto& code : codes()) {
    const Replay replay(*target_.package, code);
    const Json case_file = case_from_model(ruleset(), vars, model, code);
    auto witness = make_witness(replay, case_file, question.shows, question.days);
    if (witness) return witness;
  }
  if (!target_.municipality.empty() || vars.open.empty()) return std::nullopt;
  return replayed_alone(vars, model, question);
}

std::optional<Witness> Workbench::replayed(const CaseVars& vars, const z3::model& model,
                                           const Question& question) {
  auto witness = find_replay(vars, model, question);
  if (witness) return witness;
  const Json case_file = case_from_model(ruleset(), vars, model, target_.municipality);
  throw Disagreement("the engine does not show it: " + canonical_or_die(case_file));
}

// No municipality has decided what the finding assumes: shown on the base with those values.
std::optional<Witness> Workbench::replayed_alone(const CaseVars& vars, const z3::model& model,
                                                 const Question& question) {
  Assumed base = assumed(vars, model);
  const Replay replay(base.package, "");
  auto witness =
      make_witness(replay, case_from_model(ruleset(), vars, model, ""), question.shows, question.days);
  if (!witness) return witness;
  witness->because.insert(witness->because.end(), base.values.begin(), base.values.end());
  witness->assumes = std::move(base.values);
  return witness;
}

Workbench::Assumed Workbench::assumed(const CaseVars& vars, const z3::model& model) const {
  const auto values = open_parameters(ruleset(), vars, model);
  Assumed out{assumed_package(ruleset(), values), {}};
  for (const auto& [index, literal] : values) {
    const auto& parameter = ruleset().parameters.at(index);
    if (parameter.guideline) continue;
    out.values.push_back("kommun." + parameter.name + " = " + literal_text(ruleset(), parameter.type, literal));
  }
  return out;
}

void Workbench::set_witness(Obligation& obligation, const Witness& witness) {
  obligation.witnesses = {witness.case_file};
  obligation.replayed = {replay_json(witness.evaluation)};
  obligation.because = witness.because;
  obligation.assumes = witness.assumes;
}

std::optional<Witness> Workbench::settle(Obligation& obligation, const Question& question) {
  Verdicted result = decide(question);
  obligation.verdict = result.verdict;
  obligation.rlimit_used += result.used;
  if (result.witness) set_witness(obligation, *result.witness);
  return std::move(result.witness);
}

void Workbench::prove(Obligation obligation, const std::function<void(Obligation&)>& work) {
  if (!sums_up_) {
    const auto known = proved_summed_.find(obligation.id);
    if (known != proved_summed_.end()) return add(known->second);
  }
  if (recorder_ != nullptr) recorder_->begin(obligation.id);
  try {
    work(obligation);
    if (!obligation.message.sv.empty()) {
      // The kind has its own words.
    } else if (obligation.verdict == Verdict::kProved) {
      obligation.message = messages::proved(obligation.kind);
    } else if (obligation.verdict == Verdict::kUndecided) {
      obligation.code = "S2190";
      obligation.message = messages::undecided();
    } else if (obligation.verdict == Verdict::kOutOfCore) {
      obligation.code = "S2191";
      obligation.message = messages::out_of_core("list");
    }
  } catch (const Disagreement& bug) {
    throw Disagreement(obligation.id + ": " + bug.what());
  } catch (const OutOfCore& construct) {
    obligation.verdict = Verdict::kOutOfCore;
    obligation.code = "S2191";
    obligation.message = messages::out_of_core(construct.what());
  }
  if (obligation.citations.empty()) {
    obligation.citations = citations_of(ruleset(), obligation.rules);
  }
  if (recorder_ != nullptr) recorder_->settle(!sums_up_ || obligation.verdict == Verdict::kProved);
  add(std::move(obligation));
}

bool leaves_choices(const engine::Ruleset& ruleset) {
  const auto chosen = [](const auto& place, const auto& versions) { return place.municipal && !versions.empty(); };
  const auto parameter = [&](const auto& p) { return chosen(p, p.values); };
  const auto table = [&](const auto& t) { return chosen(t, t.versions); };
  return !ruleset.overlay && (std::any_of(ruleset.parameters.begin(), ruleset.parameters.end(), parameter) ||
                              std::any_of(ruleset.tables.begin(), ruleset.tables.end(), table));
}

const engine::Rule* find_rule(const engine::Ruleset& ruleset, const std::string& id) {
  for (const auto& rule : ruleset.rules) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

const engine::Requirement* find_requirement(const engine::Ruleset& ruleset,
                                            const std::string& id) {
  for (const auto& requirement : ruleset.requirements) {
    if (requirement.id == id) return &requirement;
  }
  return nullptr;
}

std::vector<engine::Citation> citations_of(const engine::Ruleset& ruleset,
                                           const std::vector<std::string>& ids) {
  std::vector<engine::Citation> out;
  const auto add = [&](const std::vector<engine::Citation>& citations) {
    for (const auto& citation : citations) {
      const bool known = std::any_of(out.begin(), out.end(), [&](const engine::Citation& other) {
        return other.source == citation.source && other.chapter == citation.chapter &&
               other.section == citation.section && other.stycke == citation.stycke &&
               other.mening == citation.mening && other.punkt == citation.punkt;
      });
      if (!known) out.push_back(citation);
    }
  };
  for (const auto& id : ids) {
    if (const auto* requirement = find_requirement(ruleset, id)) add(requirement->citations);
    if (const auto* rule = find_rule(ruleset, id)) add(rule->citations);
  }
  return out;
}

std::vector<Date> starts_of(const engine::Ruleset& ruleset, const std::vector<std::string>& ids) {
  const DateInterval horizon = law_days(ruleset);
  std::vector<Date> out{horizon.from};
  const auto add = [&](const std::string& id, const engine::Validity& validity) {
    const bool wanted = std::find(ids.begin(), ids.end(), id) != ids.end();
    if (wanted && horizon.contains(validity.days.from)) out.push_back(validity.days.from);
  };
  for (const auto& requirement : ruleset.requirements) add(requirement.id, requirement.validity);
  for (const auto& rule : ruleset.rules) add(rule.id, rule.validity);
  std::sort(out.begin(), out.end(), std::greater<>());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace stadga::verify
