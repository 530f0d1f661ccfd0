// facts.cpp - see facts.h.
#include "sema/facts.h"

#include <algorithm>

#include "messages/facts.h"
#include "sema/clauses.h"
#include "sema/expressions.h"

namespace stadga::dsl::sema {
namespace {

using engine::Type;
using engine::TypeKind;
using syntax::AlsoRead;
using syntax::Clause;
using syntax::Kw;

// What the spellings on one line are read as; nothing when that has been reported.
std::optional<engine::Literal> meant(const Context& context, const AlsoRead& line, const Type& type) {
  const syntax::Span& at = line.value.text.empty() ? line.texts.front().span : line.value.span;
  if (type.kind == TypeKind::kBool) {
    if (line.answer) return engine::Literal{*line.answer == Kw::kYes};
    context.report(at, messages::alias_needs_answer());
    return std::nullopt;
  }
  if (line.answer) {
    context.report(at, messages::alias_needs_value());
    return std::nullopt;
  }
  const std::vector<std::string>& values = context.ruleset.at(type.enumeration).values;
  const auto found = std::find(values.begin(), values.end(), line.value.text);
  if (found == values.end()) {
    const std::string near = nearest(line.value.text, values);
    context.report(at, messages::unknown_value(line.value.text, describe(context.ruleset, plain(type)), near));
    return std::nullopt;
  }
  return engine::Literal{engine::EnumLiteral{static_cast<std::uint32_t>(found - values.begin())}};
}

bool is_own_value(const Context& context, const Type& type, const std::string& text) {
  if (type.kind != TypeKind::kEnum) return false;
  const std::vector<std::string>& values = context.ruleset.at(type.enumeration).values;
  return std::find(values.begin(), values.end(), text) != values.end();
}

// A fact that was reported as declared twice has no body of its own.
std::optional<engine::FactId> declared(const Context& context, const syntax::Decl& decl) {
  const auto found = context.symbols.values.find(decl.name.text);
  if (found == context.symbols.values.end() || found->second.kind != Named::Kind::kFact) return std::nullopt;
  const engine::Span& first = context.ruleset.facts[found->second.index].span;
  const engine::Span here = context.span(decl.span);
  const bool own = first.file == here.file && first.line == here.line && first.column == here.column;
  return own ? std::optional(engine::FactId{found->second.index}) : std::nullopt;
}

}  // namespace

std::vector<engine::Alias> lower_aliases(const Context& context, const std::vector<AlsoRead>& lines, const Type& type,
                                         const std::string& name) {
  std::vector<engine::Alias> out;
  for (const AlsoRead& line : lines) {
    if (line.texts.empty()) continue;
    const bool fits = !type.assessment && (type.kind == TypeKind::kBool || type.kind == TypeKind::kEnum);
    if (!fits) {
      context.report(line.texts.front().span, messages::alias_of_wrong_type(name));
      return {};
    }
    if (type.kind == TypeKind::kEnum && !type.enumeration.valid()) return {};
    const std::optional<engine::Literal> value = meant(context, line, type);
    for (const syntax::QuotedText& text : line.texts) {
      const bool again = std::any_of(out.begin(), out.end(), [&](const engine::Alias& a) { return a.text == text.text; });
      if (again) context.report(text.span, messages::alias_twice(text.text));
      if (is_own_value(context, type, text.text)) context.report(text.span, messages::alias_is_a_value(text.text));
      if (value && !again) out.push_back({text.text, *value});
    }
  }
  return out;
}

std::vector<AlsoRead> also_read(const syntax::Decl& decl) {
  std::vector<AlsoRead> out;
  for (const Clause& clause : decl.clauses) {
    if (clause.kw == Kw::kAlsoRead) out.push_back(clause.also);
  }
  return out;
}

void lower_fact(Context& context, const syntax::Decl& decl) {
  const std::optional<engine::FactId> id = declared(context, decl);
  const Clause* invoked = find_clause(decl.clauses, Kw::kNeededWhenInvoked);
  const Clause* needed = invoked != nullptr ? invoked : find_clause(decl.clauses, Kw::kNeededWhen);
  if (!id || needed == nullptr) return;
  const Type type = context.ruleset.at(*id).type;
  const bool fits = type.kind == TypeKind::kBool || (type.kind == TypeKind::kList && !type.non_empty);
  if (!fits || type.optional) return context.report(needed->span, messages::needed_when_of_wrong_type(decl.name.text));
  if (has_clause(decl.clauses, Kw::kVoluntary)) context.report(decl.span, messages::needed_and_voluntary());
  if (invoked != nullptr && has_clause(decl.clauses, Kw::kNeededWhen)) context.report(decl.span, messages::needed_twice());
  Expressions expressions(context, false);
  const engine::ExprId condition = invoked != nullptr ? expressions.never(invoked->span) : expressions.condition(needed->expr);
  need_day_rule(context, decl, expressions.adds_months());
  context.ruleset.facts[id->value].needed_when = condition;
}

}  // namespace stadga::dsl::sema
