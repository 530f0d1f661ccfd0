// writer_settle.cpp - makes true what erasure records say: keys, then ciphertexts, then every copy
// of them that the database files hold. Begun when the record is signed; whoever opens the log to
// write next goes on where a crash ended it.
#include <sys/stat.h>

#include <set>

#include "messages.h"
#include "writer.h"

namespace stadga::audit {
namespace {

// How many records without an erasure are looked through again and again before that is remembered.
constexpr std::uint64_t kLookedThrough = 1024;

bool is_empty(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) != 0 || status.st_size == 0;
}

}  // namespace

Status Writer::settle() {
  if (settled_ || fresh_) return Unit{};
  const auto waiting = waiting_erasures();
  if (!waiting) return waiting.error();
  if (waiting->any) {
    if (const Status gone = destroy(*waiting); !gone) return gone;
  }
  if (waiting->any || signed_size_ - keys_->settled_below() >= kLookedThrough) {
    keys_->settle_below(signed_size_);
  }
  settled_ = true;
  return Unit{};
}

Status Writer::destroy(const Waiting& waiting) {
  // A key goes when no part is left that it opens.
  std::set<KeyName> doomed = waiting.keys;
  if (!doomed.empty()) {
    Store(*db_).each_key([&](std::uint64_t id, const KeyName& key) {
      if (waiting.ids.count(id) == 0) doomed.erase(key);
      return !doomed.empty();
    });
  }
  keys_->destroy(doomed);
  if (auto go = hook(Step::kKeysDestroyed); !go) return go;
  SQLite::Transaction transaction(db_->handle(), SQLite::TransactionBehavior::IMMEDIATE);
  for (const std::uint64_t id : waiting.ids) {
    auto erase = db_->use("UPDATE payload SET ct = NULL, key = NULL WHERE id = ?");
    put_number(*erase, 1, id);
    erase->exec();
  }
  transaction.commit();
  if (auto go = hook(Step::kPartsErased); !go) return go;
  return rewrite_files();
}

// What SQLite moved between pages stays behind where it was, secure_delete or not: only a database
// that is written anew holds nothing of what is gone.
Status Writer::rewrite_files() {
  keys_->rewrite();
  {
    Database open(paths_.database, Database::Mode::kWrite);  // db_ is locked down
    open.rewrite(false);
  }
  db_->checkpoint_wal();
  for (const std::string& path : {paths_.database, paths_.keys}) {
    if (!is_empty(path + "-wal")) return messages::busy(path);
  }
  return Unit{};
}

}  // namespace stadga::audit
