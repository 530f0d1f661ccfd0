// lower.cpp - see lower.h.
#include "sema/lower.h"

#include <algorithm>

#include "messages/figures.h"
#include "messages/law.h"
#include "messages/names.h"
#include "sema/appeals.h"
#include "sema/checks.h"
#include "sema/clauses.h"
#include "sema/declare.h"
#include "sema/element_terms.h"
#include "sema/facts.h"
#include "sema/guarantees.h"
#include "sema/header.h"
#include "sema/parameters.h"
#include "sema/provisions.h"
#include "sema/tables.h"
#include "sema/trials.h"

namespace stadga::dsl::sema {
namespace {

using syntax::Decl;
using syntax::File;
using syntax::Kw;

std::string place(const engine::Span& span) { return span.file + ":" + std::to_string(span.line); }

void lower_body(Context& context, const Decl& decl, const Bodies& bodies) {
  if (is_table(context, decl)) return lower_table(context, decl);
  if (!decl.rows.empty()) context.report(decl.rows.front().span, messages::rows_here());
  switch (decl.kw) {
    case Kw::kParameter: case Kw::kMunicipal: return lower_parameter(context, decl);
    case Kw::kFills: return lower_filling(context, decl);
    case Kw::kFact: return lower_fact(context, decl);
    case Kw::kSource: return lower_routes(context, decl);
    case Kw::kGuarantee: return lower_guarantee(context, decl);
    case Kw::kDelegation: return context.overlay ? lower_delegation(context, decl) : void();
    default: break;
  }
  const auto requirement = bodies.requirements.find(&decl);
  if (requirement != bodies.requirements.end()) return lower_requirement(context, decl, requirement->second);
  const auto rule = bodies.rules.find(&decl);
  if (rule != bodies.rules.end()) lower_rule(context, decl, rule->second);
}

void lower_heads(Context& context, const File& file) {
  for (const Decl& decl : file.decls) {
    if (decl.kw == Kw::kRuleset) {
      const engine::Header& header = context.ruleset.header;
      if (!header.name.empty()) {
        context.report(decl.span, messages::ruleset_twice(place(header.span)));
      } else {
        lower_header(context, decl);
      }
    } else if (decl.kw == Kw::kDecision) {
      const engine::Decision& decision = context.ruleset.decision;
      if (!decision.name.empty()) {
        context.report(decl.span, messages::decision_twice(place(decision.span)));
      } else {
        lower_decision(context, decl);
      }
    }
  }
}

void check_allowed(const Context& context, const Decl& decl) {
  const bool overlay_only = decl.kw == Kw::kMunicipality || decl.kw == Kw::kFills || decl.kw == Kw::kTrial ||
                            decl.kw == Kw::kDelegation;
  if (overlay_only) return context.report(decl.span, messages::only_in_overlay(context.word(decl.kw)));
  const syntax::Clause* trial = find_clause(decl.clauses, Kw::kPartOfTrial);
  if (trial != nullptr) context.report(trial->span, messages::only_in_overlay(context.word(trial->kw)));
}

bool allowed_in_overlay(Kw kw) {
  switch (kw) {
    case Kw::kMunicipality: case Kw::kSource: case Kw::kFills: case Kw::kObstacle: case Kw::kToCaseworker:
    case Kw::kFormRequirement: case Kw::kRequirement: case Kw::kRule: case Kw::kScenario: case Kw::kTrial:
    case Kw::kDelegation:
      return true;
    default:
      return false;
  }
}

bool same(const Diagnostic& a, const Diagnostic& b) {
  return a.code == b.code && a.span.file == b.span.file && a.span.line == b.span.line &&
         a.span.column == b.span.column && a.message == b.message;
}

void lower_overlay_head(Context& context, const Decl& decl) {
  const std::string& code = decl.name.text;
  const bool digits = code.size() == 4 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!digits && !code.empty()) context.report(decl.name.span, messages::bad_code(code));
  context.ruleset.overlay = engine::Overlay{code, decl.title, "", context.span(decl.span)};
  const syntax::Clause* to = find_clause(decl.clauses, Kw::kTo);
  const std::string& name = context.ruleset.header.name;
  if (to != nullptr && !name.empty() && to->name.text != name) {
    context.report(to->name.span, messages::other_ruleset(to->name.text, name));
  }
}

}  // namespace

Lowered lower_base(const Files& files, Diagnostics& diagnostics) {
  Lowered out;
  Context context{out.ruleset, out.symbols, diagnostics};
  const auto each_file = [&](const auto& step) {
    for (const File* file : files) {
      context.file = file;
      step(*file);
    }
  };
  Bodies bodies;
  each_file([&](const File&) { declare_records(context); });
  each_file([&](const File&) { declare_values(context, bodies); });
  each_file([&](const File&) { resolve_element_terms(context); });
  each_file([&](const File& file) { lower_heads(context, file); });
  each_file([&](const File& file) {
    for (const Decl& decl : file.decls) {
      check_allowed(context, decl);
      check_clauses(context, decl);
      lower_body(context, decl, bodies);
    }
  });
  const std::string first = files.empty() ? std::string("regler.stadga") : files.front()->path;
  if (out.ruleset.header.name.empty()) {
    const bool tried = std::any_of(files.begin(), files.end(), [](const File* file) {
      return std::any_of(file->decls.begin(), file->decls.end(), [](const Decl& d) { return d.kw == Kw::kRuleset; });
    });
    if (!tried) context.report(engine::Span{first, 1, 1}, messages::no_ruleset());
  } else if (out.ruleset.decision.name.empty()) {
    const bool tried = std::any_of(files.begin(), files.end(), [](const File* file) {
      return std::any_of(file->decls.begin(), file->decls.end(), [](const Decl& d) { return d.kw == Kw::kDecision; });
    });
    if (!tried) context.report(out.ruleset.header.span, messages::no_decision());
  }
  check_whole(out.ruleset, out.symbols, diagnostics);
  return out;
}

Lowered lower_overlay(const Lowered& base, const File& file, Diagnostics& diagnostics) {
  Lowered out = base;
  Context context{out.ruleset, out.symbols, diagnostics, &file, true};
  for (const Decl& decl : file.decls) {
    const bool head = decl.kw == Kw::kMunicipality;
    if (head && &decl == &file.decls.front()) {
      lower_overlay_head(context, decl);
    } else if (head) {
      context.report(decl.span, messages::overlay_head_not_first());
    } else if (!allowed_in_overlay(decl.kw)) {
      context.report(decl.span, messages::not_in_overlay(context.word(decl.kw)));
    }
  }
  File allowed = file;
  auto& decls = allowed.decls;
  decls.erase(std::remove_if(decls.begin(), decls.end(), [](const Decl& d) { return !allowed_in_overlay(d.kw); }), decls.end());
  context.file = &allowed;
  Bodies bodies;
  declare_values(context, bodies);
  declare_trials(context);
  for (const Decl& decl : allowed.decls) {
    check_clauses(context, decl);
    lower_body(context, decl, bodies);
  }
  Diagnostics whole;
  check_whole(out.ruleset, out.symbols, whole);
  for (Diagnostic& diagnostic : whole) {
    const bool known = std::any_of(diagnostics.begin(), diagnostics.end(),
                                   [&](const Diagnostic& d) { return same(d, diagnostic); });
    if (!known) diagnostics.push_back(std::move(diagnostic));
  }
  return out;
}

}  // namespace stadga::dsl::sema
