// json_read.cpp - strict reading: nlohmann's SAX parser finds the tokens, the handler here keeps
// the profile's rules and says where each problem lies.
//
// Values are built in place, one frame per open container. The parser tells no offset but that of
// an error; between two of its calls lie only white space, `,` and `:`, so the handler finds each
// token from the end of the one before. The parser reads a softened copy (json_soften.h); numbers
// and escapes are looked up in the text itself.
//
// Problems that leave the structure clear (a number out of range, a string not in NFC) are
// collected; a syntax error, duplicate key, bad UTF-8 or excess depth ends the list.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "json_soften.h"
#include "messages.h"
#include "stadga/base/json.h"
#include "stadga/base/money.h"
#include "stadga/base/text.h"

namespace stadga {
namespace {

// An open container: a list, or members. The pointers stay good: nothing is added to a list while
// one of its elements is open, and map nodes do not move.
struct Frame {
  JsonArray* list = nullptr;
  JsonObject* members = nullptr;
  JsonObject::value_type* member = nullptr;  // its key is read, its value is not complete
  std::size_t complete = 0;

  // Path of the value that comes next, or of the container when a key comes next.
  [[nodiscard]] std::string next(const std::string& container) const {
    if (list != nullptr) return pointer(container, complete);
    return member == nullptr ? container : pointer(container, member->first);
  }
};

class Reader final : public nlohmann::json_sax<nlohmann::json> {
 public:
  Reader(std::string_view text, const JsonLimits& limits, std::vector<JsonProblem>& problems)
      : text_(text), limits_(limits), problems_(problems) {}

  // False when a problem ended the reading.
  bool run() {
    const std::string softened = soften(text_);
    if (!nlohmann::json::sax_parse(softened, this)) return false;
    const std::size_t at = skip_space(end_);  // nlohmann takes a zero byte for the end
    return at == text_.size() || stop("S4003", "", at, messages::trailing_text());
  }
  Json take() { return std::move(root_); }

  bool null() override { return word(Json(), 4); }
  bool boolean(bool value) override { return word(Json(value), value ? 4 : 5); }
  bool number_integer(number_integer_t) override { return whole_number(); }
  bool number_unsigned(number_unsigned_t) override { return whole_number(); }
  bool number_float(number_float_t, const std::string& spelling) override {
    const std::size_t start = next_token();
    const std::string_view token = text_.substr(start, spelling.size());
    if (token.find_first_of(".eE") == std::string_view::npos) return integer(token, start);
    end_ = start + token.size();
    complete(Json(Json::Decimal{std::string(token)}));
    return true;
  }
  bool string(std::string& value) override {
    const std::size_t start = take_string();
    if (!is_nfc(value)) note("S4007", place(), start, messages::not_nfc(false));
    complete(Json(std::move(value)));
    return true;
  }
  bool binary(binary_t&) override { return false; }  // never called for text

  bool start_object(std::size_t) override {
    Json* const object = open(Json(JsonObject()));
    if (object != nullptr) frames_.push_back({nullptr, object->as_object(), nullptr, 0});
    return object != nullptr;
  }
  bool start_array(std::size_t) override {
    Json* const list = open(Json(JsonArray()));
    if (list != nullptr) frames_.push_back({list->as_array(), nullptr, nullptr, 0});
    return list != nullptr;
  }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(std::string& name) override {
    const std::size_t start = take_string();
    if (!is_nfc(name)) note("S4007", pointer(container(), name), start, messages::not_nfc(true));
    Frame& top = frames_.back();
    const auto [member, fresh] = top.members->try_emplace(std::move(name));
    top.member = &*member;
    return fresh ||
           stop("S4004", place(), start, messages::duplicate_key(printable(member->first)));
  }

  bool parse_error(std::size_t read, const std::string&,
                   const nlohmann::json::exception&) override {
    // `read` counts the offending byte, at the end of the text one that is not there.
    explain(std::min(read == 0 ? 0 : read - 1, text_.size()));
    return false;
  }

 private:
  void note(const char* code, std::string path, std::size_t offset, LocalText message) {
    problems_.push_back({code, std::move(path), offset, std::move(message)});
  }
  bool stop(const char* code, std::string path, std::size_t offset, LocalText message) {
    note(code, std::move(path), offset, std::move(message));
    return false;
  }
  void syntax(std::string path, std::size_t at, LocalText message) {
    note("S4003", std::move(path), at,
         at < text_.size() ? std::move(message) : messages::ends_early());
  }

  [[nodiscard]] std::string container() const {
    std::string path;
    for (std::size_t i = 0; i + 1 < frames_.size(); ++i) path = frames_[i].next(path);
    return path;
  }
  [[nodiscard]] std::string place() const {
    return frames_.empty() ? std::string() : frames_.back().next(container());
  }

  [[nodiscard]] bool has(char c, std::size_t at) const {
    return at < text_.size() && text_[at] == c;
  }
  [[nodiscard]] std::size_t skip(const char* characters, std::size_t at) const {
    return std::min(text_.find_first_not_of(characters, at), text_.size());
  }
  [[nodiscard]] std::size_t skip_space(std::size_t at) const { return skip(" \t\n\r", at); }
  [[nodiscard]] std::size_t next_token() const { return skip(" \t\n\r,:", end_); }

  Json* add(Json value) {
    if (frames_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Frame& top = frames_.back();
    if (top.list != nullptr) return &top.list->emplace_back(std::move(value));
    top.member->second = std::move(value);
    return &top.member->second;
  }
  void finish() {
    if (frames_.empty()) {
      root_is_complete_ = true;
      return;
    }
    ++frames_.back().complete;
    frames_.back().member = nullptr;
  }
  void complete(Json value) {
    add(std::move(value));
    finish();
  }

  Json* open(Json empty) {
    const std::size_t start = next_token();
    if (std::cmp_greater_equal(frames_.size(), limits_.max_depth)) {
      note("S4005", place(), start, messages::too_deep(limits_.max_depth));
      return nullptr;
    }
    end_ = start + 1;
    return add(std::move(empty));
  }
  bool close() {
    end_ = next_token() + 1;
    frames_.pop_back();
    finish();
    return true;
  }

  bool word(Json value, std::size_t length) {
    end_ = next_token() + length;
    complete(std::move(value));
    return true;
  }

  bool whole_number() {
    const std::size_t start = next_token();
    const std::size_t digits = start + (has('-', start) ? 1 : 0);
    const std::size_t end = skip("0123456789", digits);
    // nlohmann has read the 0 alone and would complain of the digits after it.
    if (has('0', digits) && end - digits > 1) {
      return stop("S4003", place(), start, messages::malformed_number());
    }
    return integer(text_.substr(start, end - start), start);
  }

  bool integer(std::string_view token, std::size_t start) {
    const bool negative = token[0] == '-';
    std::int64_t value = 0;
    for (const char c : token.substr(negative ? 1 : 0)) {
      value = value * 10 + (c - '0');
      if (value > kMaxExact) break;
    }
    if (value > kMaxExact) {
      note("S4006", place(), start, messages::number_too_large());
      value = 0;
    } else if (negative && value == 0) {
      note("S4006", place(), start, messages::negative_zero());
    }
    end_ = start + token.size();
    complete(Json(negative ? -value : value));
    return true;
  }

  std::size_t take_string() {
    const std::size_t start = next_token();
    end_ = note_escapes(start, text_.size()) + 1;
    return start;
  }

  // Walks a string to its closing quote or to `end`, and notes the characters that only an escape
  // can bring in. The answer lies behind `end` when an escape does.
  std::size_t note_escapes(std::size_t start, std::size_t end) {
    std::size_t at = start + 1;
    while (at < end && text_[at] != '"') {
      if (text_[at] != '\\') {
        ++at;
        continue;
      }
      const JsonEscape escape = json_escape_at(text_, at);
      if (escape.code_point == 0) note("S4008", place(), at, messages::zero_character());
      if (is_surrogate(escape.code_point)) note("S4008", place(), at, messages::lone_surrogate());
      at += escape.length;
    }
    return at;
  }

  // The parser has stopped: names what was expected after the last good token, and where.
  // `offender` is the byte it stopped at, which counts only inside of a string or number.
  void explain(std::size_t offender) {
    const std::size_t at = skip_space(end_);
    if (frames_.empty()) {
      if (root_is_complete_) return syntax("", at, messages::trailing_text());
      return explain_value(at, offender);
    }
    const Frame& top = frames_.back();
    if (top.member != nullptr) {
      if (!has(':', at)) return syntax(place(), at, messages::expected_colon());
      return explain_value(skip_space(at + 1), offender);
    }
    if (top.complete != 0 && !has(',', at)) {
      const char close = top.list != nullptr ? ']' : '}';
      return syntax(container(), at, messages::expected_separator(close));
    }
    const std::size_t next = top.complete == 0 ? at : skip_space(at + 1);
    if (top.list != nullptr) return explain_value(next, offender);
    if (has('"', next)) return explain_string(next, offender);
    syntax(container(), next, messages::expected_key());
  }

  void explain_value(std::size_t at, std::size_t offender) {
    if (has('"', at)) return explain_string(at, offender);
    if (has('-', at) || (at < text_.size() && text_[at] >= '0' && text_[at] <= '9')) {
      const bool lone_minus = offender == at + 1 && has('-', at);
      return syntax(place(), lone_minus ? at : offender, messages::malformed_number());
    }
    syntax(place(), at, messages::expected_value());
  }

  void explain_string(std::size_t start, std::size_t offender) {
    const bool in_escape = note_escapes(start, offender) > offender;
    syntax(place(), offender, in_escape ? messages::bad_escape() : messages::control_character());
  }

  std::string_view text_;
  const JsonLimits& limits_;
  std::vector<JsonProblem>& problems_;
  std::vector<Frame> frames_;
  Json root_;
  std::size_t end_ = 0;  // just behind the last good token
  bool root_is_complete_ = false;
};

}  // namespace

JsonReading read_json(std::string_view text, const JsonLimits& limits) {
  JsonReading reading;
  auto& problems = reading.problems;
  if (text.size() > limits.max_bytes) {
    problems.push_back(
        {"S4001", "", limits.max_bytes, messages::too_large(std::to_string(limits.max_bytes))});
    return reading;
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    problems.push_back({"S4002", "", 0, messages::byte_order_mark()});
    return reading;
  }
  if (const auto bad = first_bad_utf8(text)) {
    problems.push_back({"S4002", "", *bad, messages::bad_utf8()});
    return reading;
  }
  // After a soft problem the value stays, so that the caller can go on and report the rest too.
  Reader reader(text, limits, problems);
  if (reader.run()) reading.value = reader.take();
  if (limits.require_canonical && problems.empty()) {
    const auto bytes = canonical(reading.value);
    if (!bytes || *bytes != text) {
      const std::string_view expected = bytes ? std::string_view(*bytes) : std::string_view();
      const auto differ = std::mismatch(text.begin(), text.end(), expected.begin(), expected.end());
      problems.push_back({"S4003", "", static_cast<std::size_t>(differ.first - text.begin()),
                          messages::not_canonical()});
    }
  }
  return reading;
}

}  // namespace stadga
