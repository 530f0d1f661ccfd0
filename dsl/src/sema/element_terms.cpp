// element_terms.cpp - see element_terms.h. The list's record decides: lists of one record share the term.
#include "sema/element_terms.h"

#include <algorithm>

#include "messages/figures.h"
#include "messages/names.h"

namespace stadga::dsl::sema {
namespace {

using engine::TypeKind;

// The type at the end of a path of facts and fields, through the elements of lists as well.
const engine::Type* type_at(const Context& context, const syntax::Path& path) {
  const auto found = context.symbols.values.find(path.front().text);
  if (found == context.symbols.values.end() || found->second.kind != Named::Kind::kFact) {
    std::vector<std::string> known;
    for (const engine::Fact& fact : context.ruleset.facts) known.push_back(fact.name);
    context.report(path.front().span, messages::unknown_name(path.front().text, nearest(path.front().text, known)));
    return nullptr;
  }
  const engine::Type* type = &context.ruleset.facts[found->second.index].type;
  for (std::size_t i = 1; i < path.size(); ++i) {
    if (!type->record.valid()) {
      context.report(path[i].span, messages::no_record(path[i - 1].text));
      return nullptr;
    }
    const auto& fields = context.ruleset.at(type->record).fields;
    const auto field = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.name == path[i].text; });
    if (field == fields.end()) {
      context.report(path[i].span, messages::unknown_field(context.ruleset.at(type->record).name, path[i].text, ""));
      return nullptr;
    }
    type = &field->type;
  }
  return type;
}

}  // namespace

void resolve_element_terms(Context& context) {
  for (const syntax::Decl& decl : context.file->decls) {
    if (decl.kw != syntax::Kw::kTerm || decl.each.empty()) continue;
    const auto named = context.symbols.values.find(decl.name.text);
    if (named == context.symbols.values.end() || named->second.kind != Named::Kind::kTerm) continue;
    const engine::Type* type = type_at(context, decl.each);
    if (type == nullptr) continue;
    const bool list = type->kind == TypeKind::kList && type->record.valid() && !context.ruleset.at(type->record).bare;
    if (!list) {
      context.report(decl.each.front().span, messages::element_list(syntax::dotted(decl.each)));
      continue;
    }
    context.ruleset.terms[named->second.index].each = type->record;
    context.symbols.element_terms[engine::TermId{named->second.index}] = {decl.binder.text, syntax::dotted(decl.each)};
    const auto stages = context.symbols.stages.find(decl.name.text);
    if (stages == context.symbols.stages.end()) continue;
    for (const auto& [stage, term] : stages->second) {
      context.ruleset.terms[term.value].each = type->record;
      context.symbols.element_terms[term] = {decl.binder.text, syntax::dotted(decl.each)};
    }
  }
}

}  // namespace stadga::dsl::sema
