// bundle.cpp - the bundle as canonical JSON. An overlaid rule set is stored as what it adds to the
// base, so that 290 municipalities cost 290 small overlays.
//
// Reading trusts nothing: every member is checked, every model is validated, and the hash of every
// model is computed again. What read_bundle() would not accept, write_bundle() does not write.
#include "stadga/engine/bundle.h"
#include "model/messages.h"
#include "model/read.h"
#include "model/spans.h"
#include "model/validate.h"
#include "model/write.h"

namespace stadga::engine {
namespace {

constexpr const char* kFormat = "stadga-bundle";
constexpr int kFormatVersion = 1;
constexpr std::size_t kMaxBytes = 256U << 20U;
constexpr int kMaxDepth = 64;  // expressions are flat lists

Error invalid(LocalText message, std::string context = "") {
  return {Failure::kInvalidInput, "S4040", std::move(message), std::move(context)};
}

Json bundle_json(const Bundle& bundle) {
  const Ruleset& base = bundle.package.base;
  const Extent extent = extent_of(base);
  JsonObject municipal;
  for (const auto& [code, overlaid] : bundle.package.municipal) {
    municipal[code] = JsonObject{{"hash", overlay_hash(base, overlaid)},
                                 {"overlay", overlay_json(overlaid, extent)},
                                 {"spans", spans_json(overlaid, extent)}};
  }
  JsonArray sources;
  for (const SourceFile& file : bundle.sources) {
    sources.emplace_back(JsonObject{{"path", file.path}, {"text", file.text}});
  }
  JsonObject out{{"stadga", kFormatVersion},
                 {"format", kFormat},
                 {"semantics", kSemantics},
                 {"base", JsonObject{{"hash", ruleset_hash(base)},
                                     {"model", model_json(base)},
                                     {"spans", spans_json(base, Extent{})}}},
                 {"municipal", std::move(municipal)},
                 {"sources", std::move(sources)},
                 {"checks", bundle.checks}};
  if (bundle.reviews) out["reviews"] = to_json(*bundle.reviews);
  return out;
}

class BundleReader {
 public:
  Result<Bundle> run(const Json& json) {
    if (json.find("format") == nullptr || *json.find("format") != Json(kFormat)) {
      return invalid(messages::not_a_bundle());
    }
    if (const auto other = other_semantics(json)) {
      return Error{Failure::kUndecided, "S4042", messages::unknown_semantics(*other), ""};
    }
    read(json);
    if (failure_.failed()) {
      return invalid(messages::malformed_bundle(*failure_.path), *failure_.path);
    }
    if (error_) return *error_;
    return std::move(out_);
  }

 private:
  static std::optional<std::string> other_semantics(const Json& json) {
    for (const char* key : {"semantics", "stadga"}) {
      const Json* number = json.find(key);
      const std::int64_t* value = number == nullptr ? nullptr : number->as_int();
      const int known = std::string_view(key) == "stadga" ? kFormatVersion : kSemantics;
      if (value != nullptr && *value != known) return std::to_string(*value);
    }
    return std::nullopt;
  }

  void read(const Json& json) {
    ObjectReader in(json, "", failure_);
    static_cast<void>(in.number("stadga", true));
    static_cast<void>(in.text("format", true));
    static_cast<void>(in.number("semantics", true));
    if (const Json* base = in.member("base", true)) read_base(*base, in.at("base"));
    if (const Json* all = in.member("municipal", true)) read_municipal(*all, in.at("municipal"));
    for (const Json& file : in.list("sources", true)) {
      ObjectReader entry(file, in.at("sources"), failure_);
      out_.sources.push_back({entry.text("path", true), entry.text("text", true)});
    }
    if (const Json* checks = in.member("checks", true)) out_.checks = *checks;
    if (const Json* reviews = in.member("reviews")) read_reviews_of_release(*reviews);
  }

  void read_reviews_of_release(const Json& json) {
    auto reviews = read_reviews(json);
    if (reviews) {
      out_.reviews = std::move(reviews).value();
    } else if (!error_) {
      error_ = reviews.error();
      if (error_->code == "S4040") error_->context = "/reviews" + error_->context;
    }
  }

  void read_base(const Json& json, const std::string& path) {
    ObjectReader in(json, path, failure_);
    const std::string hash = in.text("hash", true);
    Ruleset& base = out_.package.base;
    if (const Json* model = in.member("model", true)) {
      base = read_model(*model, in.at("model"), failure_);
    }
    const Json* spans = in.member("spans", true);
    if (spans != nullptr && !failure_.failed()) {
      read_spans(base, Extent{}, *spans, in.at("spans"), failure_);
    }
    if (!accept(base, base.header.name)) return;
    base.hash = ruleset_hash(base);
    if (base.hash != hash) reject_hash(base.header.name);
  }

  void read_municipal(const Json& json, const std::string& path) {
    if (json.as_object() == nullptr) {
      failure_.note(path);
      return;
    }
    const Ruleset& base = out_.package.base;
    const Extent extent = extent_of(base);
    for (const auto& [code, entry] : *json.as_object()) {
      if (failure_.failed() || error_) return;
      ObjectReader in(entry, pointer(path, code), failure_);
      const std::string hash = in.text("hash", true);
      const Json* overlay = in.member("overlay", true);
      const Json* spans = in.member("spans", true);
      if (overlay == nullptr || spans == nullptr) return;
      Ruleset overlaid = read_overlay(base, *overlay, in.at("overlay"), failure_);
      if (!failure_.failed()) read_spans(overlaid, extent, *spans, in.at("spans"), failure_);
      if (!accept(overlaid, code)) return;
      if (overlaid.overlay->municipality != code) in.fail("overlay");
      overlaid.overlay->hash = overlay_hash(base, overlaid);
      if (overlaid.overlay->hash != hash) reject_hash(code);
      out_.package.municipal.emplace(code, std::move(overlaid));
    }
  }

  bool accept(const Ruleset& ruleset, const std::string& what) {
    if (failure_.failed() || error_) return false;
    const auto wrong = validate(ruleset);
    if (wrong) error_ = invalid(messages::ill_formed_model(*wrong), what);
    return !wrong;
  }

  void reject_hash(const std::string& what) {
    error_ = Error{Failure::kInvalidInput, "S4041", messages::wrong_hash(what), what};
  }

  Bundle out_;
  ReadFailure failure_;
  std::optional<Error> error_;
};

Error cannot_write(const std::string& why) {
  return {Failure::kInternal, "S9001", messages::cannot_write(why), ""};
}

}  // namespace

Result<std::string> write_bundle(const Bundle& bundle) {
  for (const auto& [code, overlaid] : bundle.package.municipal) {
    if (!overlaid.overlay || overlaid.overlay->municipality != code) return cannot_write(code);
  }
  Result<std::string> bytes = canonical(bundle_json(bundle));
  if (!bytes) return bytes;
  const Result<Bundle> again = read_bundle(*bytes);
  if (!again) return cannot_write(again.error().message.en);
  // An overlay may only add: what it changed in the base would be lost here.
  for (const auto& [code, overlaid] : bundle.package.municipal) {
    const auto found = again->package.municipal.find(code);
    if (found == again->package.municipal.end() ||
        model_json(found->second) != model_json(overlaid)) {
      return cannot_write(code);
    }
  }
  return bytes;
}

Result<Bundle> read_bundle(std::string_view bytes) {
  const JsonReading reading = read_json(bytes, {kMaxBytes, kMaxDepth, true});
  if (!reading.problems.empty()) {
    return invalid(reading.problems.front().message, reading.problems.front().path);
  }
  return BundleReader().run(reading.value);
}

}  // namespace stadga::engine
