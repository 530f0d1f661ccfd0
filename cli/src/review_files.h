// review_files.h - the granskning/ folder of a rule set, read for the verbs that need it.
#pragma once
#include <string>
#include <vector>

#include "load.h"
#include "stadga/base/note_key.h"
#include "stadga/base/result.h"
#include "stadga/engine/reviews.h"

namespace stadga::cli {

// Where a rule-set folder keeps its signatures.
[[nodiscard]] std::string signature_file(const std::string& folder);

// And its waivers of proofs.
[[nodiscard]] std::string waiver_file(const std::string& folder);

// All that a rule set's folder says of its review; a file that is not there holds nothing. `keys`:
// trusted reviewers in another file, instead of the folder's own. The error names the file.
[[nodiscard]] Result<engine::Reviews> read_review_folder(const std::string& folder,
                                                         const std::string& keys);
// Of a folder, or what a release bundle carries; a single rule file has no review.
[[nodiscard]] Result<engine::Reviews> reviews_of(const Loaded& loaded, const std::string& path,
                                                 const std::string& keys);
// The same where the rule set has any waiver, else nothing: a check reads no review but for these.
[[nodiscard]] Result<engine::Reviews> reviews_if_waived(const Loaded& loaded,
                                                        const std::string& path);
[[nodiscard]] Result<std::vector<engine::Reviewer>> read_reviewer_file(const std::string& path);
[[nodiscard]] Result<SignerKey> read_key_file(const std::string& path);
// One of the two signed lists; makes the folder granskning/ where it is missing.
[[nodiscard]] Status write_review_file(const std::string& path, const std::string& bytes);

}  // namespace stadga::cli
