// verbs.h - one function a verb. Each prints its result and returns the contract's exit status.
#pragma once
#include "console.h"
#include "options.h"

namespace stadga::cli {

[[nodiscard]] Exit run(const CheckOptions& options, Console& console);
[[nodiscard]] Exit run(const DiffOptions& options, Console& console);
[[nodiscard]] Exit run(const CompileOptions& options, Console& console);
[[nodiscard]] Exit run(const TestOptions& options, Console& console);
[[nodiscard]] Exit run(const DecideOptions& options, Console& console);
[[nodiscard]] Exit run(const LogOptions& options, Console& console);
[[nodiscard]] Exit run(const ReplayOptions& options, Console& console);
[[nodiscard]] Exit run(const ExplainOptions& options, Console& console);
[[nodiscard]] Exit run(const FmtOptions& options, Console& console);
[[nodiscard]] Exit run(const TranslateOptions& options, Console& console);
[[nodiscard]] Exit run(const SchemaOptions& options, Console& console);
[[nodiscard]] Exit run(const ShowOptions& options, Console& console);
[[nodiscard]] Exit run(const NeedsOptions& options, Console& console);
[[nodiscard]] Exit run(const ReviewOptions& options, Console& console);
[[nodiscard]] Exit run(const ReceiptOptions& options, Console& console);
[[nodiscard]] Exit run(const SimulateOptions& options, Console& console);

}  // namespace stadga::cli
