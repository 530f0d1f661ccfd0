// kind_delegation.cpp - delegation: a municipality changes only what the law opens to it. Values of opened
// parameters and tables are bound to what is declared by the compiler; a provision of its own must decide nothing.
#include "alternative.h"
#include "kinds.h"
#include "messages.h"

namespace stadga::verify {
namespace {

using engine::CaseStatus;
using engine::Evaluation;

void refute(Workbench& bench, Obligation& o, const Parts& own, const Witness& witness) {
  const auto taken = [&](const Parts& parts) {
    return engine::evaluate(without(bench.ruleset(), parts, Whose::kOverlay), witness.facts);
  };
  const Evaluation national = taken(own);
  o.rules = provision_ids(involved(own, [&](const Parts& parts) {
    return !same_result(witness.evaluation, taken(parts));
  }));
  const std::string value = first_difference(witness.evaluation, national);
  show_both(o, witness.evaluation, national, value);
  o.code = "S2120";
  const auto text = messages::not_opened(value, messages::provisions(bench.ruleset(), o.rules),
                                         messages::ending(result_json(national, value)));
  o.message = text.message;
  o.help = text.help;
}

void check(Workbench& bench, Obligation& o) {
  const Parts own = own_provisions(bench.ruleset());
  if (own.empty()) {
    o.verdict = Verdict::kProved;  // it fills what is opened, and nothing else
    return;
  }
  Alternative alternative(bench, without(bench.ruleset(), own, Whose::kOverlay));
  Question question;
  question.query = {alternative.decided_otherwise()};
  question.shows = [&](const Shown& shown) {
    return shown.evaluation.status == CaseStatus::kDetermined &&
           !same_result(shown.evaluation, alternative.evaluate(shown.facts));
  };
  question.days = [&](const Evaluation&) { return starts_of(bench.ruleset(), provision_ids(own)); };
  if (const auto witness = bench.settle(o, question)) refute(bench, o, own, *witness);
}

}  // namespace

void check_delegation(Workbench& bench) {
  const auto& overlay = bench.ruleset().overlay;
  if (!overlay) return;
  bench.prove(bench.start("delegation", "decision", overlay->span),
              [&](Obligation& o) { check(bench, o); });
}

}  // namespace stadga::verify
