// S3xxx: law, dates, municipalities, scenarios.
#include <array>

#include "codes/code_page.h"

namespace stadga::cli {
namespace {

constexpr std::array kPages{
    CodePage{"S3001", "stöd saknas", "no `basis`",
             "varje bestämmelse ska säga vilken lag den vilar på", "every provision must say which law it rests on",
             "skriv stöd med källa och lagrum", "write `basis` with source and provision", "krav K1 \"Ålder\" (utan stöd)"},
    CodePage{"S3002", "gäller saknas", "no `in force`",
             "lag gäller vissa dagar", "law is in force on certain days",
             "skriv gäller fr.o.m. dagen", "write `in force from` the day", "krav K1 \"Ålder\" (utan gäller)"},
    CodePage{"S3003", "en källa som inte är deklarerad", "a source that is not declared",
             "källans vikt avgör vad den får bestämma", "the weight of the source decides what it may settle",
             "deklarera källan, eller rätta namnet", "declare the source, or correct the name", "stöd Trf 13 kap. 8 §"},
    CodePage{"S3004", "sista dagen ligger före den första", "the last day lies before the first",
             "bestämmelsen skulle aldrig gälla", "the provision would never be in force",
             "byt plats på dagarna", "swap the days", "gäller fr.o.m. 2026-01-01 t.o.m. 2025-12-31"},
    CodePage{"S3005", "två versioner, eller två värden av en parameter, gäller samma dag", "two versions, or two values of a parameter, on one day",
             "då går det inte att veta vilken som gäller", "then it cannot be known which one holds",
             "avsluta den äldre med t.o.m.", "end the older one with `to`", "gäller fr.o.m. 2020-01-01 1 månad\ngäller fr.o.m. 2021-01-01 2 månader"},
    CodePage{"S3006", "månader läggs till, men det sägs inte vad som gäller när dagen inte finns", "months are added, but not what holds when the day does not exist",
             "31 januari plus en månad finns inte i februari (1 § lagen 1930:173)", "31 January plus a month is not in February (1 § lagen 1930:173)",
             "skriv finns inte dagen: månadens sista dag", "write `missing day: last day of the month`", "beslutsdagen + 1 månad"},
    CodePage{"S3007", "inget regelverk, eller två", "no `ruleset`, or two",
             "en mapp är ett regelverk", "a folder is one rule set",
             "skriv ett huvud, eller dela mappen", "write one header, or split the folder", "(ingen fil börjar med regelverk)"},
    CodePage{"S3008", "inga beslutsdagar, eller dagar efter 2099-12-31", "no decision days, or days after 2099-12-31",
             "bevisen gäller de dagar som regelverket svarar för", "the proofs are about the days that the rule set answers for",
             "skriv prövar beslutsdagar fr.o.m. ... t.o.m. ...", "write `answers for decision days from ... to ...`", "prövar beslutsdagar t.o.m. 2150-01-01"},
    CodePage{"S3009", "inget beslut, eller två", "no `decision`, or two",
             "beslutets steg är det som ger ett utfall", "the stages of the decision give the outcome",
             "skriv ett beslut med steg", "write one decision with stages", "(beslut saknas)"},
    CodePage{"S3010", "ett okänt språk", "an unknown language",
             "texterna är på svenska eller engelska", "the texts are in Swedish or English",
             "skriv språk sv eller språk en", "write `language sv` or `language en`", "språk fi"},
    CodePage{"S3011", "ett värde utanför sin parameters gränser", "a value outside the bounds of its parameter",
             "typen säger vad som får bestämmas", "the type says what may be set",
             "välj ett värde inom gränserna", "choose a value within them", "parameter p : månader 1..60 ... gäller fr.o.m. 2020-01-01 61 månader"},
    CodePage{"S3012", "ett kommunalt värde som är sämre för den enskilde än det nationella", "a municipality's value that is worse than the national one",
             "bara det som är till fördel är öppnat", "only what is in favour is opened",
             "välj ett värde som är minst lika bra", "choose a value at least as good", "endast till fördel för den enskilde: högre är till fördel"},
    CodePage{"S3013", "en kommun bestämmer något som inte är öppnat för den", "a municipality sets what is not opened to it",
             "kommunen får bara bestämma det som lagen lämnar åt den", "a municipality may set only what the law leaves to it",
             "ta bort raden, eller öppna den med kommunen får bestämma", "remove it, or open it with `the municipality may set`", "bestämmer längsta_giltighetstid"},
    CodePage{"S3014", "en deklaration som inte får stå i den här sortens fil", "a declaration that may not stand in this kind of file",
             "en kommunfil lägger till, den ändrar inte", "an overlay adds, it does not change",
             "flytta deklarationen till regelverkets egna filer", "move it to the rule set's own files", "uppgift i kommuner/2281-x.stadga"},
    CodePage{"S3015", "en kommunfil som inte börjar med kommun, eller har det två gånger", "an overlay that does not begin with `municipality`, or has it twice",
             "en fil är en kommuns", "one file is one municipality's",
             "börja filen med kommun och koden", "begin the file with `municipality` and the code", "kommuner/2281-x.stadga: krav ..."},
    CodePage{"S3016", "en kommunkod som inte är fyra siffror, eller har två filer", "a code that is not four digits, or has two files",
             "koden väljer vilka regler som gäller ärendet", "the code chooses the rules of the case",
             "rätta koden, eller slå ihop filerna", "correct the code, or merge the files", "kommun 228 \"Sundsvall\""},
    CodePage{"S3017", "en kommunfil för ett annat regelverk", "an overlay for another rule set",
             "till säger vilket regelverk filen hör till", "`for` says which rule set it belongs to",
             "rätta till-raden, eller flytta filen", "correct the line, or move the file", "till ekonomiskt_bistånd"},
    CodePage{"S3201", "ett typfalls namn två gånger, okänt, eller utgår från sig självt", "a scenario's title twice, unknown, or starting from itself",
             "utgår från pekar på ett namn", "`starts from` points at a title",
             "rätta namnet", "correct the title", "utgår från \"Finns inte\""},
    CodePage{"S3202", "ett typfall utan beslutsdag", "a scenario without decision date",
             "motorn har ingen klocka", "the engine has no clock",
             "skriv beslutsdag", "write `decision date`", "typfall \"x\" (utan beslutsdag)"},
    CodePage{"S3203", "en uppgift som regelverket inte har", "a fact that the rule set does not have",
             "den skulle inte kunna påverka något", "it could affect nothing",
             "rätta namnet; för ett fel i ärendet, skriv namnet inom citattecken", "correct the name; for an invalid case, quote it", "uppgifter\n  fotto = ja"},
    CodePage{"S3204", "en uppgifts värde av fel typ, eller en bedömning som ingen har gjort", "a fact's value of the wrong type, or an assessment nobody made",
             "typfallet ska vara ett ärende som kan förekomma", "the scenario must be a case that can occur",
             "rätta värdet; skriv bedömt av ... därför att ...", "correct the value; write `assessed by ... because ...`", "varaktigt_funktionshinder = ja"},
    CodePage{"S3205", "en okänd status, ett okänt utfall eller värde", "an unknown status, outcome or value of the decision",
             "då kan typfallet aldrig stämma", "then the scenario can never hold",
             "använd kontraktets ord", "use the words of the contract", "väntat\n  status avgjort"},
};

}  // namespace

std::span<const CodePage> law_codes() { return kPages; }

}  // namespace stadga::cli
