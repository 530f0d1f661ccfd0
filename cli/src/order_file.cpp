#include "order_file.h"

#include <set>

#include "files.h"
#include "stadga/base/json.h"

namespace stadga::cli {
namespace {

constexpr std::size_t kMaxOrder = 16U << 20U;

class Reader {
 public:
  explicit Reader(const Json& top) : top_(top) {}

  std::variant<Order, Failed> read() {
    const JsonObject* object = top_.as_object();
    if (object == nullptr) {
      wrong("", {"filen ska hålla ett JSON-objekt", "the file must hold a JSON object"});
      return std::move(failure_);
    }
    only(top_, "", {"basis", "body", "day", "approvers", "erase", "hold", "release"});
    if (const Json* basis = top_.find("basis")) only(*basis, "/basis", {"text", "provision"});
    const Json* basis = top_.find("basis");
    order_.basis.text = text(basis, "/basis", "text");
    order_.basis.provision = text(basis, "/basis", "provision");
    order_.basis.body = text(&top_, "", "body");
    order_.basis.day = text(&top_, "", "day");
    read_approvers();
    const int given = int{object->count("erase") != 0} + int{object->count("hold") != 0} +
                      int{object->count("release") != 0};
    if (given != 1) {
      wrong("", {"ange just en av erase, hold och release",
                 "give exactly one of erase, hold and release"});
    }
    read_erase();
    read_hold();
    if (const Json* release = top_.find("release")) order_.release = index(*release, "/release");
    if (!failure_.problems.empty()) return std::move(failure_);
    return std::move(order_);
  }

 private:
  void wrong(const std::string& path, LocalText message) {
    failure_.problems.push_back({"S6028", path, std::move(message), {}, {}});
  }

  void only(const Json& value, const std::string& at, const std::set<std::string>& names) {
    const JsonObject* object = value.as_object();
    if (object == nullptr) return;
    for (const auto& [name, member] : *object) {
      if (names.count(name) == 0) wrong(pointer(at, name), {"okänt namn", "unknown name"});
    }
  }

  std::string text(const Json* object, const std::string& at, const char* name) {
    const Json* member = object != nullptr ? object->find(name) : nullptr;
    if (member != nullptr && member->as_string() != nullptr && !member->as_string()->empty()) {
      return *member->as_string();
    }
    wrong(pointer(at, name), {"en text krävs", "a text is required"});
    return {};
  }

  std::uint64_t index(const Json& value, const std::string& at) {
    if (value.as_int() != nullptr && *value.as_int() >= 0) {
      return static_cast<std::uint64_t>(*value.as_int());
    }
    wrong(at, {"ett postnummer krävs", "a record number is required"});
    return 0;
  }

  const JsonArray& list(const char* name) {
    static const JsonArray none;
    const Json* member = top_.find(name);
    if (member == nullptr) return none;
    if (member->as_array() != nullptr) {
      if (member->as_array()->empty()) {
        wrong(pointer("", name), {"listan är tom", "the list is empty"});
      }
      return *member->as_array();
    }
    wrong(pointer("", name), {"en lista krävs", "a list is required"});
    return none;
  }

  void read_approvers() {
    std::size_t i = 0;
    for (const Json& one : list("approvers")) {
      const std::string at = pointer("/approvers", i++);
      if (one.as_string() != nullptr) {
        order_.basis.approvers.push_back(*one.as_string());
      } else {
        wrong(at, {"ett namn krävs", "a name is required"});
      }
    }
  }

  void read_erase() {
    std::size_t i = 0;
    for (const Json& one : list("erase")) {
      const std::string at = pointer("/erase", i++);
      only(one, at, {"index", "parts"});
      const Json* number = one.find("index");
      audit::ErasedItem item;
      item.index = index(number != nullptr ? *number : Json(), pointer(at, "index"));
      const Json* parts = one.find("parts");
      if (parts != nullptr && (parts->as_array() == nullptr || parts->as_array()->empty())) {
        wrong(pointer(at, "parts"), {"en lista av delar krävs", "a list of parts is required"});
      } else if (parts != nullptr) {
        read_parts(*parts->as_array(), pointer(at, "parts"), item);
      }
      order_.erase.push_back(std::move(item));
    }
  }

  void read_parts(const JsonArray& parts, const std::string& at, audit::ErasedItem& item) {
    std::size_t i = 0;
    for (const Json& part : parts) {
      const std::string place = pointer(at, i++);
      if (part.as_string() != nullptr) {
        item.parts.push_back(*part.as_string());
      } else {
        wrong(place, {"en dels namn krävs", "the name of a part is required"});
      }
    }
  }

  void read_hold() {
    std::size_t i = 0;
    for (const Json& one : list("hold")) order_.hold.push_back(index(one, pointer("/hold", i++)));
  }

  const Json& top_;
  Order order_;
  Failed failure_;
};

}  // namespace

std::variant<Order, Failed> read_order(const std::string& path) {
  const auto text = read_file(path, kMaxOrder);
  if (!text) return failed(text.error());
  const JsonReading reading = read_json(*text, {.max_bytes = kMaxOrder});
  if (!reading.problems.empty()) {
    Failed failure;
    for (const JsonProblem& problem : reading.problems) {
      failure.problems.push_back({problem.code, problem.path, problem.message, {}, {}});
    }
    return failure;
  }
  return Reader(reading.value).read();
}

}  // namespace stadga::cli
