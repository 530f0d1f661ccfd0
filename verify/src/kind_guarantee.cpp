// kind_guarantee.cpp - guarantee: what shall always hold, in every case where it is known.
#include "kinds.h"
#include "messages.h"

namespace stadga::verify {
namespace {

using engine::Guarantee;
using engine::GuaranteeKind;

void check_always(Workbench& bench, const Guarantee& guarantee) {
  Obligation obligation = bench.start("guarantee", guarantee.id, guarantee.span);
  obligation.citations = guarantee.citations;
  bench.prove(std::move(obligation), [&](Obligation& o) {
    Encoder& encoder = bench.encoder();
    Question question;
    question.query = {encoder.logic().is_false(encoder.expr(guarantee.statement))};
    if (guarantee.when.valid()) {
      question.query.push_back(encoder.logic().is_true(encoder.expr(guarantee.when)));
    }
    question.shows = [&](const Shown& shown) {
      const auto holds = [&](engine::ExprId id) {
        return engine::holds(shown.ruleset, shown.facts, id);
      };
      return holds(guarantee.statement) == false &&
             (!guarantee.when.valid() || holds(guarantee.when) == true);
    };
    question.days = [&](const engine::Evaluation&) { return starts_of(bench.ruleset(), {}); };
    if (!bench.settle(o, question)) return;
    const auto text = messages::guarantee(guarantee.id, guarantee.title);
    o.code = "S2114";
    o.message = text.message;
    o.help = text.help;
  });
}

}  // namespace

void check_guarantees(Workbench& bench) {
  for (const auto& guarantee : bench.ruleset().guarantees) {
    if (guarantee.kind == GuaranteeKind::kAlways) {
      check_always(bench, guarantee);
    } else {
      check_two_cases(bench, guarantee);
    }
  }
}

}  // namespace stadga::verify
