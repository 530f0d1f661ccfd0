// value_stages.cpp - see value_stages.h.
#include "sema/value_stages.h"

#include "messages/decision.h"
#include "messages/law.h"
#include "messages/names.h"

namespace stadga::dsl::sema {

void declare_value_stages(Context& context, const syntax::Decl& decl, engine::TermId last) {
  if (decl.value_stages.empty()) return;
  if (decl.value_stages.size() == 1) context.report(decl.value_stages.front().span, messages::one_value_stage());
  std::map<std::string, engine::TermId>& stages = context.symbols.stages[decl.name.text];
  for (const syntax::Name& stage : decl.value_stages) {
    engine::TermId id = last;
    if (&stage != &decl.value_stages.back()) {
      engine::Term term = context.ruleset.at(last);
      term.name += " " + stage.text;
      term.is_value = false;
      term.favour = engine::Favour::kNone;
      term.span = context.span(stage.span);
      id = engine::TermId{static_cast<std::uint32_t>(context.ruleset.terms.size())};
      context.ruleset.terms.push_back(std::move(term));
    }
    if (!stages.insert({stage.text, id}).second) context.report(stage.span, messages::value_twice(stage.text));
  }
}

engine::TermId value_stage(const Context& context, const syntax::Name& name, const syntax::Name& stage) {
  const auto found = context.symbols.stages.find(name.text);
  if (found == context.symbols.stages.end()) {
    const bool known = context.symbols.values.count(name.text) != 0;
    const std::string near = nearest(name.text, keys(context.symbols.stages));
    if (known) context.report(stage.span, messages::unknown_value_stage(name.text, stage.text, ""));
    if (!known) context.report(name.span, messages::unknown_target(name.text, near));
    return {};
  }
  const auto term = found->second.find(stage.text);
  if (term != found->second.end()) return term->second;
  context.report(stage.span, messages::unknown_value_stage(name.text, stage.text, nearest(stage.text, keys(found->second))));
  return {};
}

}  // namespace stadga::dsl::sema
