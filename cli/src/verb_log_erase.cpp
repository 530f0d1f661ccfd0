// log erase, hold and release: approved lists become records, and what they say is carried out.
#include <algorithm>

#include "log_reading.h"
#include "log_writing.h"
#include "order_file.h"
#include "stadga/base/text.h"

namespace stadga::cli {
namespace {

using Act = LogOptions::Act;

// A log with damage is looked into before anything is taken from it; an erasure that a crash
// interrupted is what this may complete.
bool is_sound(const audit::VerifyReport& report) {
  return std::all_of(
      report.findings.begin(), report.findings.end(),
      [](const audit::Finding& finding) { return finding.kind == "erasure_incomplete"; });
}

Failed other_order(const std::string& path) {
  return {{{"S6028",
            path,
            {"filen hör till ett annat verb: erase, hold eller release",
             "the file belongs to another verb: erase, hold or release"},
            {},
            {}}},
          kInvalid};
}

bool fits(const Order& order, Act act) {
  if (act == Act::kErase) return !order.erase.empty();
  if (act == Act::kHold) return !order.hold.empty();
  return order.release.has_value();
}

Result<audit::Appended> carry_out(audit::Log& log, const Order& order, Act act) {
  if (act == Act::kErase) return log.erase({order.erase, order.basis});
  if (act == Act::kHold) return log.hold({order.hold, order.basis});
  return log.release({*order.release, order.basis});
}

std::string done_words(const audit::Appended& done, Act act, const Console& console) {
  const std::string index = std::to_string(done.index);
  if (act == Act::kHold)
    return console.in({"gallringsstoppet är post ", "the hold is record "}) + index;
  if (act == Act::kRelease)
    return console.in({"hävandet är post ", "the release is record "}) + index;
  if (done.existing) {
    return console.in({"redan gallrat, post ", "already erased, record "}) + index;
  }
  return std::to_string(done.parts) +
         console.in({" delar är gallrade, post ", " parts are erased, record "}) + index +
         (done.last == done.index ? "" : "-" + std::to_string(done.last));
}

// What a list names that an earlier one took, on its own ground.
std::string before_words(const audit::ErasedBefore& before, const Console& console) {
  return console.in({"post ", "record "}) + std::to_string(before.index) +
         console.in({" gallrades redan genom post ", " was erased before by record "}) +
         std::to_string(before.erasure) + ", " + printable(before.day) + ": " +
         printable(before.provision);
}

JsonArray before_json(const audit::Appended& done) {
  JsonArray list;
  for (const audit::ErasedBefore& before : done.before) {
    list.emplace_back(JsonObject{{"index", before.index},
                                 {"erasure", before.erasure},
                                 {"day", before.day},
                                 {"provision", before.provision}});
  }
  return list;
}

Json done_json(const audit::Appended& done, Act act) {
  JsonObject object{{"stadga", 1}, {"index", done.index}};
  if (act != Act::kErase) return object;
  object.emplace("existing", done.existing);
  object.emplace("last", done.existing ? done.index : done.last);
  object.emplace("parts", done.parts);
  if (!done.before.empty()) object.emplace("before", before_json(done));
  return object;
}

}  // namespace

Exit run_log_order(const LogOptions& options, Console& console) {
  const auto read = read_order(options.list);
  if (const auto* failure = std::get_if<Failed>(&read)) return console.fail(*failure);
  const Order& order = std::get<Order>(read);
  if (!fits(order, options.act)) return console.fail(other_order(options.list));
  {
    LogOptions reading = options;
    reading.key.clear();  // here it is the signing key, not the one to check against
    auto snapshot = open_snapshot(reading);
    if (!snapshot) return console.fail(failed(snapshot.error()));
    const audit::VerifyReport report = verify_log(**snapshot, console);
    for (const audit::Finding& finding : report.findings)
      console.say(finding_line(finding, console));
    if (!is_sound(report)) return kFinding;
  }
  auto log = open_to_write({options.log, options.head, options.key});
  if (!log) return console.fail(failed(log.error()));
  const auto done = carry_out(**log, order, options.act);
  if (!done) return console.fail(failed(done.error()));
  if (console.json()) {
    console.json_line(done_json(*done, options.act));
  } else {
    const auto say = [&console](const std::string& words) {
      console.line(console.format() == Format::kPlain ? words + "." : words);
    };
    say(done_words(*done, options.act, console));
    for (const audit::ErasedBefore& before : done->before) say(before_words(before, console));
  }
  return console.finish(kHolds);
}

}  // namespace stadga::cli
