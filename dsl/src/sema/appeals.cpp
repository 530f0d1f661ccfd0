// appeals.cpp - see appeals.h.
#include "sema/appeals.h"

#include <algorithm>

#include "messages/law.h"
#include "messages/trials.h"
#include "sema/clauses.h"
#include "sema/law.h"

namespace stadga::dsl::sema {
namespace {

using engine::AppealRoute;
using syntax::Clause;
using syntax::Decl;
using syntax::Kw;

AppealRoute route_of(const Clause& clause) {
  if (clause.kw == Kw::kNotAppealed) return AppealRoute::kNone;
  return clause.choice == Kw::kLegalityReview ? AppealRoute::kLegality : AppealRoute::kAdministrative;
}

bool same_provision(const engine::Citation& a, const engine::Citation& b) {
  return a.source == b.source && a.chapter == b.chapter && a.section == b.section;
}

}  // namespace

void lower_appeal(const Context& context, const Decl& decl, engine::Header& header) {
  const Clause* appealed = find_clause(decl.clauses, Kw::kAppealed);
  const Clause* not_appealed = find_clause(decl.clauses, Kw::kNotAppealed);
  if (appealed != nullptr && not_appealed != nullptr) context.report(not_appealed->span, messages::appeal_twice());
  if (not_appealed != nullptr) {
    header.appeal = AppealRoute::kNone;
    header.appeal_citations = lower_citations(context, not_appealed->children);
  }
  if (appealed == nullptr) return;
  header.appeal = route_of(*appealed);
  header.appeal_text = appealed->text.text;
  header.appeal_citations = lower_citations(context, appealed->children);
}

void lower_deciders(const Context& context, const Decl& decl, engine::Header& header) {
  const Clause* named = nullptr;
  const Clause* automatic = nullptr;
  for (const Clause& clause : decl.clauses) {
    if (clause.kw != Kw::kDecidedBy) continue;
    const Clause*& place = clause.choice ? automatic : named;
    if (place != nullptr) context.report(clause.span, messages::decided_by_twice());
    place = &clause;
  }
  header.automatic = automatic != nullptr;
  if (named != nullptr) header.decided_by = named->name.text;
  if (automatic == nullptr) return;
  // One word for it in the model, whatever keywords the file uses.
  const syntax::Keyword& function = syntax::keyword(Kw::kAutomatedFunction);
  if (named == nullptr) header.decided_by = header.language == "en" ? function.english : function.swedish;
  const bool merits = header.appeal == AppealRoute::kAdministrative;
  if (!merits && !decl.broken) context.report(automatic->span, messages::automatic_needs_appeal());
}

void lower_routes(Context& context, const Decl& decl) {
  const auto source = context.symbols.sources.find(decl.name.text);
  if (source == context.symbols.sources.end()) return;
  for (const Clause& clause : decl.clauses) {
    if (clause.kw != Kw::kAppealed && clause.kw != Kw::kNotAppealed) continue;
    if (clause.citation.section.empty()) {
      context.report(clause.span, messages::route_without_provision());
      continue;
    }
    const bool several = (clause.citation.section + clause.citation.chapter).find('-') != std::string::npos;
    if (several) context.report(clause.span, messages::route_of_several());
    engine::ProvisionRoute out;
    out.provision.source = source->second;
    out.provision.chapter = clause.citation.chapter;
    out.provision.section = clause.citation.section;
    out.route = route_of(clause);
    out.span = context.span(clause.span);
    const auto& routes = context.ruleset.routes;
    const bool again = std::any_of(routes.begin(), routes.end(), [&](const engine::ProvisionRoute& earlier) {
      return same_provision(earlier.provision, out.provision);
    });
    if (again) context.report(clause.span, messages::route_twice());
    context.ruleset.routes.push_back(std::move(out));
  }
}

}  // namespace stadga::dsl::sema
