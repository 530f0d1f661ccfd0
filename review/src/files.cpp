#include "stadga/review/files.h"

#include <algorithm>

#include "messages.h"
#include "stadga/base/json.h"
#include "stadga/base/text.h"
#include "stadga/review/sign.h"

namespace stadga::review {
namespace {

using engine::ReviewSignature;

constexpr int kVersion = 1;
constexpr const char* kSignatureFormat = "stadga-review";
constexpr const char* kWaiverFormat = "stadga-waivers";
constexpr const char* kAuthorFormat = "stadga-authors";

Error bad(const char* code, LocalText message, std::string context = "") {
  return {Failure::kInvalidInput, code, std::move(message), std::move(context)};
}

// The document that remains when `format` and `stadga` are as they should be.
std::optional<JsonObject> body_of(const Json& json, const char* format) {
  const JsonObject* object = json.as_object();
  if (object == nullptr || json.find("format") == nullptr || json.find("stadga") == nullptr ||
      *json.find("format") != Json(format) || *json.find("stadga") != Json(kVersion)) {
    return std::nullopt;
  }
  JsonObject body = *object;
  body.erase("format");
  body.erase("stadga");
  return body;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

std::optional<engine::Reviewer> reviewer_of(std::string_view line) {
  const std::size_t space = std::min(line.find_first_of(" \t"), line.size());
  engine::Reviewer reviewer;
  reviewer.key = line.substr(0, space);
  reviewer.owner = trimmed(line.substr(space));
  if (!parse_verifier_key(reviewer.key) || printable(reviewer.owner) != reviewer.owner ||
      !is_nfc(reviewer.owner)) {
    return std::nullopt;
  }
  return reviewer;
}

// The form of both signed lists: canonical JSON, with each entry on a line of its own.
template <typename T>
std::string listed(const char* format, const char* member, std::vector<T> entries) {
  std::sort(entries.begin(), entries.end(),
            [](const T& a, const T& b) { return engine::sort_key(a) < engine::sort_key(b); });
  const std::string frame = canonical_or_die(
      JsonObject{{"format", format}, {"stadga", kVersion}, {member, JsonArray{}}});
  const std::size_t inside = frame.find("[]") + 1;
  std::string out = frame.substr(0, inside);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    out += (i == 0 ? "\n" : ",\n") + canonical_or_die(engine::to_json(entries[i]));
  }
  return out + "\n" + frame.substr(inside) + "\n";
}

struct ListWords {
  const char* code;
  const char* format;
  const char* member;
  LocalText no_such_file, malformed;
};

template <typename T, typename Read>
Result<std::vector<T>> unlisted(std::string_view bytes, const ListWords& words, Read read) {
  const JsonReading reading = read_json(bytes, {.max_bytes = kMaxReviewFile});
  if (!reading.problems.empty()) {
    return bad(words.code, reading.problems.front().message, reading.problems.front().path);
  }
  const auto body = body_of(reading.value, words.format);
  if (!body || body->size() != 1 || !body->contains(words.member)) {
    return bad(words.code, words.no_such_file);
  }
  Result<std::vector<T>> entries = read(body->at(words.member));
  if (!entries) {
    const std::string at = std::string("/") + words.member + entries.error().context;
    return bad(words.code, words.malformed, at);
  }
  // A byte that changes nothing else is a change too.
  if (listed(words.format, words.member, *entries) != bytes) {
    return bad(words.code, messages::not_as_written());
  }
  return entries;
}

}  // namespace

std::string write_signatures(std::vector<ReviewSignature> signatures) {
  return listed(kSignatureFormat, "signatures", std::move(signatures));
}

Result<std::vector<ReviewSignature>> read_signatures(std::string_view bytes) {
  return unlisted<ReviewSignature>(
      bytes,
      {"S7001", kSignatureFormat, "signatures", messages::no_signature_file(),
       messages::malformed_signature()},
      engine::read_signatures);
}

std::string write_waivers(std::vector<engine::Waiver> waivers) {
  return listed(kWaiverFormat, "waivers", std::move(waivers));
}

Result<std::vector<engine::Waiver>> read_waivers(std::string_view bytes) {
  return unlisted<engine::Waiver>(
      bytes,
      {"S7012", kWaiverFormat, "waivers", messages::no_waiver_file(), messages::malformed_waiver()},
      engine::read_waivers);
}

Result<std::vector<engine::Reviewer>> read_reviewers(std::string_view text) {
  std::vector<engine::Reviewer> out;
  if (text.size() > kMaxReviewFile || first_bad_utf8(text)) {
    return bad("S7002", messages::bad_reviewer("1"));
  }
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    auto reviewer = reviewer_of(line);
    const auto twice = [&](const engine::Reviewer& other) {
      return same_key(other.key, reviewer->key);
    };
    if (!reviewer) return bad("S7002", messages::bad_reviewer(std::to_string(number)));
    if (std::any_of(out.begin(), out.end(), twice)) {
      return bad("S7002", messages::reviewer_twice(std::to_string(number)));
    }
    out.push_back(std::move(*reviewer));
  }
  return out;
}

Result<engine::Authors> read_authors(std::string_view text) {
  const JsonReading reading = read_json(text, {.max_bytes = kMaxReviewFile});
  if (!reading.problems.empty()) {
    return bad("S7003", reading.problems.front().message, reading.problems.front().path);
  }
  const auto body = body_of(reading.value, kAuthorFormat);
  if (!body) return bad("S7003", messages::no_author_file());
  auto authors = engine::read_authors(*body);
  if (!authors) return bad("S7003", messages::malformed_authors(), authors.error().context);
  return authors;
}

Result<SignerKey> read_private_key(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  auto key = parse_signer_key(text);
  if (!key) return bad("S7004", messages::no_private_key());
  return std::move(*key);
}

}  // namespace stadga::review
