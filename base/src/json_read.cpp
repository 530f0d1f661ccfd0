// json_read.cpp - strict reading by recursive descent, bounded by max_depth.
//
// Own reader rather than nlohmann's: that one turns a decimal point into the locale's before the
// handler sees the number (3.11), accepts a byte order mark, and names no place for a duplicate
// key. Tests compare acceptance with it over random mutations (tests/base/json_test.cpp).
//
// Problems that leave the structure clear (a number out of range, a string not in NFC) are
// collected; a syntax error, duplicate key, bad UTF-8 or excess depth ends the list.
#include <algorithm>

#include "messages.h"
#include "stadga/base/json.h"
#include "stadga/base/money.h"
#include "stadga/base/text.h"

namespace stadga {
namespace {

// Where the reader stands, kept on the stack and turned into a pointer only for a problem.
struct Place {
  const Place* parent = nullptr;
  const std::string* key = nullptr;  // null: element `index` of a list
  std::size_t index = 0;
};

std::string path_of(const Place* place) {
  if (place == nullptr || place->parent == nullptr) return "";
  const std::string parent = path_of(place->parent);
  return place->key != nullptr ? pointer(parent, *place->key) : pointer(parent, place->index);
}

class Reader {
 public:
  Reader(std::string_view text, const JsonLimits& limits, std::vector<JsonProblem>& problems)
      : text_(text), limits_(limits), problems_(problems) {}

  // The whole text is one value with nothing but white space around it.
  Json run() {
    const Place root;
    Json value;
    skip_space();
    if (!read_value(root, 0, value)) return {};
    skip_space();
    if (at_ == text_.size()) return value;
    stop(root, "S4003", at_, messages::trailing_text());
    return {};
  }

 private:
  void note(const Place& place, const char* code, std::size_t offset, LocalText message) {
    problems_.push_back({code, path_of(&place), offset, std::move(message)});
  }
  bool stop(const Place& place, const char* code, std::size_t offset, LocalText message) {
    note(place, code, offset, std::move(message));
    return false;
  }
  bool syntax(const Place& place, LocalText message) {
    return stop(place, "S4003", at_, at_ < text_.size() ? std::move(message)
                                                        : messages::ends_early());
  }

  void skip_space() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' ||
                                  text_[at_] == '\r')) {
      ++at_;
    }
  }
  [[nodiscard]] char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  bool read_value(const Place& place, int depth, Json& out) {
    const char c = peek();
    if (c == '{' || c == '[') {
      if (depth >= limits_.max_depth) {
        return stop(place, "S4005", at_, messages::too_deep(limits_.max_depth));
      }
      return c == '{' ? read_object(place, depth + 1, out) : read_array(place, depth + 1, out);
    }
    if (c == '"') {
      std::string value;
      if (!read_string(place, value, false)) return false;
      out = Json(std::move(value));
      return true;
    }
    if (c == '-' || (c >= '0' && c <= '9')) return read_number(place, out);
    if (take_word("true")) return out = Json(true), true;
    if (take_word("false")) return out = Json(false), true;
    if (take_word("null")) return out = Json(), true;
    return syntax(place, messages::expected_value());
  }

  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool read_object(const Place& place, int depth, Json& out) {
    JsonObject members;
    ++at_;
    skip_space();
    if (peek() != '}') {
      while (true) {
        if (!read_member(place, depth, members)) return false;
        skip_space();
        if (peek() == '}') break;
        if (peek() != ',') return syntax(place, messages::expected_separator('}'));
        ++at_;
        skip_space();
      }
    }
    ++at_;
    out = Json(std::move(members));
    return true;
  }

  bool read_member(const Place& place, int depth, JsonObject& members) {
    if (peek() != '"') return syntax(place, messages::expected_key());
    const std::size_t start = at_;
    std::string key;
    if (!read_string(place, key, true)) return false;
    const auto [member, fresh] = members.try_emplace(std::move(key));
    const Place inside{&place, &member->first, 0};
    if (!fresh) {
      return stop(inside, "S4004", start, messages::duplicate_key(printable(member->first)));
    }
    skip_space();
    if (peek() != ':') return syntax(inside, messages::expected_colon());
    ++at_;
    skip_space();
    return read_value(inside, depth, member->second);
  }

  bool read_array(const Place& place, int depth, Json& out) {
    JsonArray elements;
    ++at_;
    skip_space();
    if (peek() != ']') {
      while (true) {
        const Place inside{&place, nullptr, elements.size()};
        Json element;
        if (!read_value(inside, depth, element)) return false;
        elements.push_back(std::move(element));
        skip_space();
        if (peek() == ']') break;
        if (peek() != ',') return syntax(place, messages::expected_separator(']'));
        ++at_;
        skip_space();
      }
    }
    ++at_;
    out = Json(std::move(elements));
    return true;
  }

  // integer := -? (0 | [1-9][0-9]*); with a fraction or an exponent it is kept as text.
  bool read_number(const Place& place, Json& out) {
    const std::size_t start = at_;
    if (peek() == '-') ++at_;
    const std::size_t digits = at_;
    if (!skip_digits() || (text_[digits] == '0' && at_ - digits > 1)) {
      at_ = start;
      return syntax(place, messages::malformed_number());
    }
    bool decimal = false;
    if (peek() == '.') {
      decimal = true;
      ++at_;
      if (!skip_digits()) return syntax(place, messages::malformed_number());
    }
    if (peek() == 'e' || peek() == 'E') {
      decimal = true;
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!skip_digits()) return syntax(place, messages::malformed_number());
    }
    const std::string_view token = text_.substr(start, at_ - start);
    if (decimal) {
      out = Json(Json::Decimal{std::string(token)});
      return true;
    }
    return read_integer(place, token, start, out);
  }

  bool skip_digits() {
    const std::size_t start = at_;
    while (peek() >= '0' && peek() <= '9') ++at_;
    return at_ != start;
  }

  bool read_integer(const Place& place, std::string_view token, std::size_t start, Json& out) {
    const bool negative = token[0] == '-';
    std::int64_t value = 0;
    for (const char c : token.substr(negative ? 1 : 0)) {
      value = value * 10 + (c - '0');
      if (value > kMaxExact) {
        note(place, "S4006", start, messages::number_too_large());
        out = Json(0);
        return true;
      }
    }
    if (negative && value == 0) note(place, "S4006", start, messages::negative_zero());
    out = Json(negative ? -value : value);
    return true;
  }

  bool read_string(const Place& place, std::string& out, bool is_key) {
    const std::size_t start = at_;
    ++at_;
    while (true) {
      const std::size_t run = at_;
      while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
             static_cast<unsigned char>(text_[at_]) >= 0x20) {
        ++at_;
      }
      out += text_.substr(run, at_ - run);
      if (at_ == text_.size()) return syntax(place, messages::ends_early());
      if (text_[at_] == '"') break;
      if (text_[at_] != '\\') return syntax(place, messages::control_character());
      if (!read_escape(place, out)) return false;
    }
    ++at_;
    if (!is_nfc(out)) {
      const Place member{&place, &out, 0};
      note(is_key ? member : place, "S4007", start, messages::not_nfc(is_key));
    }
    return true;
  }

  bool read_escape(const Place& place, std::string& out) {
    const std::size_t start = at_;
    ++at_;
    const char c = peek();
    if (c == 'u') return read_unicode_escape(place, start, out);
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
    const std::size_t which = at_ < text_.size() ? kNames.find(c) : std::string_view::npos;
    if (which == std::string_view::npos) return syntax(place, messages::bad_escape());
    out += kValues[which];
    ++at_;
    return true;
  }

  bool read_unicode_escape(const Place& place, std::size_t start, std::string& out) {
    std::uint32_t unit = 0;
    if (!read_hex4(unit)) return syntax(place, messages::bad_escape());
    std::uint32_t code_point = unit;
    if (unit >= 0xD800 && unit <= 0xDBFF && text_.substr(at_, 2) == "\\u") {
      const std::size_t second = at_;
      std::uint32_t low = 0;
      ++at_;
      if (!read_hex4(low)) return syntax(place, messages::bad_escape());
      if (low >= 0xDC00 && low <= 0xDFFF) {
        code_point = 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00);
      } else {
        at_ = second;  // the second escape stands for itself
      }
    }
    if (code_point >= 0xD800 && code_point <= 0xDFFF) {
      note(place, "S4008", start, messages::lone_surrogate());
      code_point = 0xFFFD;
    }
    if (code_point == 0) note(place, "S4008", start, messages::zero_character());
    append_utf8(code_point, out);
    return true;
  }

  // At the `u` of an escape: four hexadecimal digits follow.
  bool read_hex4(std::uint32_t& unit) {
    ++at_;
    unit = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = peek();
      std::uint32_t digit = 0;
      if (c >= '0' && c <= '9') {
        digit = static_cast<std::uint32_t>(c - '0');
      } else if (c >= 'a' && c <= 'f') {
        digit = static_cast<std::uint32_t>(c - 'a' + 10);
      } else if (c >= 'A' && c <= 'F') {
        digit = static_cast<std::uint32_t>(c - 'A' + 10);
      } else {
        return false;
      }
      unit = unit * 16 + digit;
    }
    return true;
  }

  static void append_utf8(std::uint32_t c, std::string& out) {
    const auto tail = [&](unsigned shift) {
      out += static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
    };
    if (c < 0x80) {
      out += static_cast<char>(c);
    } else if (c < 0x800) {
      out += static_cast<char>(0xC0U | (c >> 6U));
      tail(0);
    } else if (c < 0x10000) {
      out += static_cast<char>(0xE0U | (c >> 12U));
      tail(6);
      tail(0);
    } else {
      out += static_cast<char>(0xF0U | (c >> 18U));
      tail(12);
      tail(6);
      tail(0);
    }
  }

  std::string_view text_;
  const JsonLimits& limits_;
  std::vector<JsonProblem>& problems_;
  std::size_t at_ = 0;
};

}  // namespace

JsonReading read_json(std::string_view text, const JsonLimits& limits) {
  JsonReading reading;
  auto& problems = reading.problems;
  if (text.size() > limits.max_bytes) {
    problems.push_back({"S4001", "", limits.max_bytes,
                        messages::too_large(std::to_string(limits.max_bytes))});
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
  reading.value = Reader(text, limits, problems).run();
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
