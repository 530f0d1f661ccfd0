#include "signer.h"

#include "messages.h"

namespace stadga::audit {

Result<std::string> Signer::sign(const Checkpoint& checkpoint, const Proof& proof,
                                 std::int64_t clock_ms) {
  const SignerState last = keys_.signer_state();
  const Hash32 last_root = last.size == 0 ? empty_root() : last.root;
  if (!verify_consistency(last.size, checkpoint.size, last_root, checkpoint.root, proof)) {
    return messages::signer_refuses(checkpoint.origin);
  }
  keys_.remember({checkpoint.size, checkpoint.root, clock_ms});
  return sign_note(to_text(checkpoint), checkpoint.origin, key_);
}

}  // namespace stadga::audit
