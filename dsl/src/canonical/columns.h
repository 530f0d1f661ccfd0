// columns.h - where the value of a clause stands: one column for each kind of declaration, two
// characters after its longest everyday keyword (`enligt praxis` and `tillämpas på` count where they are
// written). Longer keywords are followed by one blank.
#pragma once
#include <optional>

#include "canonical/places.h"

namespace stadga::dsl::canonical {

// Tokens of a clause's label: the keyword, or its first word in the header (`prövar   beslutsdagar ...`).
[[nodiscard]] std::size_t label_length(const syntax::Keywords& keywords, syntax::Kw declaration, syntax::Kw clause);
// Column, counted in characters from 0, of the clause's value; nullopt where a blank is enough.
[[nodiscard]] std::optional<std::uint32_t> value_column(const syntax::Keywords& keywords, const Place& place);

}  // namespace stadga::dsl::canonical
