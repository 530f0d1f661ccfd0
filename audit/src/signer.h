// signer.h - puts the log's name to a checkpoint, and to nothing that contradicts an earlier one.
#pragma once
#include <string>

#include "keys.h"
#include "stadga/audit/merkle.h"
#include "stadga/audit/note.h"
#include "stadga/base/result.h"

namespace stadga::audit {

class Signer {
 public:
  Signer(KeyStore& keys, const Ed25519Key& key) : keys_(keys), key_(key) {}
  ~Signer() { wipe(key_.seed); }
  Signer(const Signer&) = delete;
  Signer& operator=(const Signer&) = delete;

  // Signs when `proof` shows that the tree follows from the one it last signed, and remembers it
  // before the signature leaves this function. S5015 otherwise.
  [[nodiscard]] Result<std::string> sign(const Checkpoint& checkpoint, const Proof& proof,
                                         std::int64_t clock_ms);

 private:
  KeyStore& keys_;
  Ed25519Key key_;
};

}  // namespace stadga::audit
