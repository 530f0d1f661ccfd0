// law.cpp - see law.h.
#include "sema/law.h"

#include "messages/law.h"
#include "messages/names.h"
#include "stadga/engine/law_text.h"

namespace stadga::dsl::sema {

using syntax::Kw;

engine::Weight weight_of(Kw kw) {
  switch (kw) {
    case Kw::kWeightStatute: return engine::Weight::kLag;
    case Kw::kWeightOrdinance: return engine::Weight::kForordning;
    case Kw::kWeightRegulation: return engine::Weight::kForeskrift;
    case Kw::kWeightCaseLaw: return engine::Weight::kPraxis;
    case Kw::kWeightGeneralAdvice: return engine::Weight::kAllmantRad;
    case Kw::kWeightBoardPolicy: return engine::Weight::kRiktlinje;
    default: return engine::Weight::kSedvana;
  }
}

std::optional<engine::Citation> lower_citation(const Context& context, const syntax::Citation& citation) {
  const auto found = context.symbols.sources.find(citation.source.text);
  if (found == context.symbols.sources.end()) {
    const std::string near = nearest(citation.source.text, keys(context.symbols.sources));
    context.report(citation.source.span, messages::unknown_source(citation.source.text, near));
    return std::nullopt;
  }
  return engine::Citation{found->second,  citation.chapter, citation.section, citation.stycke,
                          citation.mening, citation.punkt,  citation.wording, citation.quote};
}

std::vector<engine::Citation> lower_citations(const Context& context, const std::vector<syntax::Clause>& clauses) {
  std::vector<engine::Citation> out;
  for (const syntax::Clause& clause : clauses) {
    if (clause.kw != Kw::kBasis) continue;
    if (auto citation = lower_citation(context, clause.citation)) out.push_back(std::move(*citation));
  }
  return out;
}

engine::Validity lower_validity(const Context& context, const syntax::Validity& validity) {
  if (validity.to < validity.from) context.report(validity.span, messages::validity_reversed());
  return {{validity.from, validity.to}, validity.first_known, validity.introduced, validity.repealed};
}

std::string law_text(const engine::Ruleset& ruleset, const engine::Citation& citation) {
  return engine::numbered_citation_text(ruleset, citation);
}

std::string law_of(const engine::Ruleset& ruleset, const Symbols& symbols, const syntax::Decl& decl) {
  for (const syntax::Clause& clause : decl.clauses) {
    if (clause.kw != Kw::kBasis) continue;
    const syntax::Citation& c = clause.citation;
    const auto source = symbols.sources.find(c.source.text);
    if (source == symbols.sources.end()) continue;
    return law_text(ruleset, {source->second, c.chapter, c.section, c.stycke, c.mening, c.punkt, c.wording, ""});
  }
  return {};
}

}  // namespace stadga::dsl::sema
