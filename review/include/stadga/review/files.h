// files.h - the files of a rule set's granskning/ folder, as bytes in and out.
//
// signaturer.json   signatures: canonical JSON but for a line break before and after each signature,
//                   so that git shows one line for each; any other byte is refused
// undantag.json     waivers of proofs, written and read in the same way
// granskare.txt     trusted reviewers: "<verifier key> <owner>" a line, owner optional; "#" comments
// forfattare.json   who wrote what: {"format","stadga","people","default","rules"}
// Pure and thread-safe. At most kMaxReviewFile bytes each.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "stadga/base/note_key.h"
#include "stadga/base/result.h"
#include "stadga/engine/reviews.h"

namespace stadga::review {

inline constexpr std::size_t kMaxReviewFile = 64U << 20U;

[[nodiscard]] std::string write_signatures(std::vector<engine::ReviewSignature> signatures);
// S7001. Signatures need not be genuine: status() tells.
[[nodiscard]] Result<std::vector<engine::ReviewSignature>> read_signatures(std::string_view bytes);
[[nodiscard]] std::string write_waivers(std::vector<engine::Waiver> waivers);
// S7012. Waivers need not be genuine: judge_waivers() tells.
[[nodiscard]] Result<std::vector<engine::Waiver>> read_waivers(std::string_view bytes);
// S7002, with the line.
[[nodiscard]] Result<std::vector<engine::Reviewer>> read_reviewers(std::string_view text);
// S7003.
[[nodiscard]] Result<engine::Authors> read_authors(std::string_view text);
// One line as to_private_text() writes it; S7004. The error holds nothing of the text.
[[nodiscard]] Result<SignerKey> read_private_key(std::string_view text);

}  // namespace stadga::review
