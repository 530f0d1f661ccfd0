// names.h - the parking set's names, spelled once; escapes keep the sources ASCII.
#pragma once

namespace stadga::rules::name {

inline constexpr const char* kKind = "\u00e4rende";
inline constexpr const char* kRole = "roll";
inline constexpr const char* kRegistered = "folkbokf\u00f6ring";
inline constexpr const char* kStays = "vistas_i_kommunen";
inline constexpr const char* kInsists = "s\u00f6kanden_vidh\u00e5ller_ans\u00f6kan";
inline constexpr const char* kCertificate = "l\u00e4karintyg";
inline constexpr const char* kIssued = "utf\u00e4rdat";
inline constexpr const char* kPhoto = "foto";
inline constexpr const char* kSignature = "underskrift";
inline constexpr const char* kCanSign = "kan_underteckna";
inline constexpr const char* kPolice = "polisanm\u00e4lan_diarienummer";
inline constexpr const char* kPermits = "tidigare_tillst\u00e5nd";
inline constexpr const char* kStatus = "status";
inline constexpr const char* kLastDay = "giltigt_till";
inline constexpr const char* kBlockedFor = "sp\u00e4rrorsak";
inline constexpr const char* kCanWalk = "kan_g\u00e5";
inline constexpr const char* kMetres = "g\u00e5ngstr\u00e4cka_meter";
inline constexpr const char* kMonths = "varaktighet_m\u00e5nader";
inline constexpr const char* kLasting = "varaktigt_funktionshinder";
inline constexpr const char* kDifficulties = "v\u00e4sentliga_sv\u00e5righeter";
inline constexpr const char* kNeedsHelp = "beh\u00f6ver_hj\u00e4lp_utanf\u00f6r_fordonet";
inline constexpr const char* kInvestigated = "utredningen_\u00e4r_slutf\u00f6rd";

inline constexpr const char* kFrom = "giltig_fr\u00e5n";
inline constexpr const char* kTo = "giltig_till";

// Values.
inline constexpr const char* kNew = "ny";
inline constexpr const char* kRenewal = "f\u00f6rnyelse";
inline constexpr const char* kLost = "f\u00f6rlorat";
inline constexpr const char* kDriver = "f\u00f6rare";
inline constexpr const char* kPassenger = "passagerare";
inline constexpr const char* kHere = "i_kommunen";
inline constexpr const char* kElsewhere = "annan_kommun";
inline constexpr const char* kAbroad = "ej_i_riket";
inline constexpr const char* kActive = "aktivt";
inline constexpr const char* kExpired = "utg\u00e5nget";
inline constexpr const char* kBlocked = "sp\u00e4rrat";
inline constexpr const char* kOther = "annan";
inline constexpr const char* kCaseworker = "handl\u00e4ggare";

// Words of the language that the mutation test looks for.
inline constexpr const char* kGoesBefore = "g\u00e5r f\u00f6re";
inline constexpr const char* kOtherwise = "i \u00f6vriga fall";
inline constexpr const char* kInForce = "g\u00e4ller";
inline constexpr const char* kSets = "best\u00e4mmer ";
inline constexpr const char* kEnd = "slut";

}  // namespace stadga::rules::name
