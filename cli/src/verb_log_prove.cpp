// log prove: a receipt of one record, from a log that holds.
#include "log_reading.h"
#include "stadga/audit/receipt.h"

namespace stadga::cli {

Exit run_log_prove(const LogOptions& options, Console& console) {
  auto snapshot = open_snapshot(options);
  if (!snapshot) return console.fail(failed(snapshot.error()));
  if (!log_holds(**snapshot, console)) return kFinding;
  const auto receipt =
      audit::receipt_of(**snapshot, *options.index, {options.disclose, options.salts});
  if (!receipt) return console.fail(failed(receipt.error()));
  const std::string text = audit::to_text(*receipt);
  if (console.json()) {
    console.json_line(JsonObject{{"stadga", 1}, {"proof", text}});
  } else {
    console.write(text);
  }
  return console.finish(kHolds);
}

}  // namespace stadga::cli
