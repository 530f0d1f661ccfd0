// law.h - citations and validity, and where the law of a declaration is read for messages.
#pragma once
#include "sema/context.h"

namespace stadga::dsl::sema {

[[nodiscard]] engine::Weight weight_of(syntax::Kw kw);
// Reports an unknown source; then nothing is returned.
[[nodiscard]] std::optional<engine::Citation> lower_citation(const Context& context, const syntax::Citation& citation);
// Every `stod` among the clauses (not those below other clauses).
[[nodiscard]] std::vector<engine::Citation> lower_citations(const Context& context, const std::vector<syntax::Clause>& clauses);
[[nodiscard]] engine::Validity lower_validity(const Context& context, const syntax::Validity& validity);

// "13 kap. 8 section forsta stycket trafikforordningen": for the reader of a diagnostic.
[[nodiscard]] std::string law_text(const engine::Ruleset& ruleset, const engine::Citation& citation);
[[nodiscard]] std::string law_of(const engine::Ruleset& ruleset, const Symbols& symbols, const syntax::Decl& decl);

}  // namespace stadga::dsl::sema
