// The commands of an office on the command line: names, help, examples. Beside main.cpp the only file that knows the
// argument library.
#include "tools/cli/office_line.hpp"

#include "engine/api/convenio.hpp"

namespace convenio::cli {

namespace {

class Commands {
 public:
  Commands(CLI::App& app, Options const& options, OfficeLine& line, Exit& exit)
      : options_(options), line_(line), exit_(exit) {
    office_ = app.add_subcommand("office", "Keep cases, decisions and who decided them");
    office_->fallthrough();
    office_->require_subcommand(1, 1);
    office_->footer(
        "Example:\n  convenio office init\n  convenio office release\n  convenio office import examples/cases\n"
        "  convenio office propose aurora --as maria\n  convenio office approve 1 --as rui\n");
    office_->add_option("--office", line.of.file, "The office, one file (otherwise CONVENIO_OFFICE, or office.db)")
        ->type_name("FILE");
    office_->add_option("--as", line.of.by, "Who acts (otherwise CONVENIO_AS, or the name of the user)")->type_name("NAME");
    office_->add_option("--request", line.of.request, "A key by which a command that is sent twice counts once")
        ->type_name("KEY");
    office_->add_flag("--json", line.of.json, "What came of it, as JSON");
  }

  void whole() {
    auto& asked = line_.asked;
    auto* init = command("init", "Make an office, and its key", office_init);
    init->add_option("--name", asked.name, "What it is called")->type_name("NAME");
    auto* key = command("key", "Make a pair of keys, as minisign has them", office_key);
    key->add_option("path", asked.name, "PATH.key and PATH.pub are made")->required()->type_name("PATH");
    auto* trust = command("trust", "Trust a public key, by which releases and checkpoints may be signed", office_trust);
    trust->add_option("key", asked.name, "The public key")->required()->type_name("FILE");
    note(trust, "Whose it is");
    command("keys", "The keys that are trusted", office_keys);
    auto* release = command("release", "Keep the rules as a signed release", office_release);
    key_option(release);
    auto* archive = release->add_option("--archive", asked.archive, "A release that was signed elsewhere")->type_name("FILE");
    release->add_option("--signature", asked.signature, "Its signature")->type_name("FILE")->needs(archive);
    output(release, "Only write the signed release, for other offices")->excludes(archive);
    auto* releases = command("releases", "The releases that are kept, or one of them as a file", office_releases);
    releases->add_option("release", asked.release, "This one, by its hash")->type_name("HASH");
    output(releases, "The file that it is written to");
    auto* events = command("events", "The register of all that was done", office_events);
    events->add_option("--from", asked.from, "From this event on")->type_name("NUMBER")->check(CLI::PositiveNumber);
    auto* checkpoint = command("checkpoint", "Sign how far the register has come, to be kept elsewhere", office_checkpoint);
    key_option(checkpoint);
    output(checkpoint, "The file to write");
    auto* verify = command("verify", "Look for whatever was altered", office_verify);
    checkpoints(verify);
    auto* backup = command("backup", "Copy the office while it is in use", office_backup);
    backup->add_option("to", asked.name, "The copy")->required()->type_name("FILE");
    auto* restore = command("restore", "Make an office of a backup", office_restore);
    restore->add_option("from", asked.name, "The backup")->required()->type_name("FILE");
    checkpoints(restore);
  }

  void on_cases() {
    auto& asked = line_.asked;
    auto* import = command("import", "Enter case documents", office_import);
    import->add_option("files", asked.files, "Case files, and folders of them")->required()->type_name("FILE");
    import->add_option("--person", asked.person, "The person whose case it is; a new one by default")
        ->type_name("NUMBER")
        ->check(CLI::PositiveNumber);
    import->add_option("--identifier", asked.identifiers, "An identifier of a new person; may be repeated")
        ->type_name("KIND=VALUE")
        ->allow_extra_args(false);
    version(import, "Change this version of a case that is there to what the file says");
    sources(import);
    auto* change = command("change", "Change facts of a case", office_change);
    name(change);
    change->add_option("--set", asked.settings, "As FACT=VALUE; FACT= withdraws it; may be repeated")
        ->required()
        ->type_name("FACT=VALUE")
        ->allow_extra_args(false);
    version(change, "The version that the change was made for");
    sources(change);
    command("cases", "The cases", office_cases);
    auto* show = command("show", "A case: each fact with its source, papers, decisions", office_show);
    name(show);
    show->add_option("--version", asked.version, "As it was at this version")->type_name("NUMBER")->check(CLI::PositiveNumber);
    show->add_flag("--document", asked.document, "As a case document");
    auto* erase = command("erase", "Erase a person: the key to all that is known of the person", office_erase);
    number(erase, "person", "The person");
    auto* document = command("document", "Keep a document that came for a case", office_document);
    name(document);
    document->add_option("file", asked.path, "The document")->required()->type_name("FILE");
    document->add_option("--kind", asked.kind, "Of what kind it is")->required()->type_name("WORD");
    document->add_option("--sender", asked.sender, "Who sent it")->type_name("NAME");
    document->add_option("--replaces", asked.number, "The document in whose place it stands")
        ->type_name("NUMBER")
        ->check(CLI::PositiveNumber);
    auto* request = command("request", "Ask somebody for a fact", office_request);
    name(request);
    request->add_option("fact", asked.path, "The fact")->required()->type_name("FACT");
    request->add_option("--holder", asked.holder, "Who holds it")->type_name("WHO");
    request->add_option("--form", asked.form, "By which form")->type_name("FORM");
    request->add_option("--due", asked.due, "Until when")->type_name("DATE");
    note(request, "What is to be said of it");
    auto* step = command("step", "What became of a request", office_step);
    number(step, "request", "The request");
    step->add_option("what", asked.what, "sent, reminded, answered or closed")
        ->required()
        ->check(CLI::IsMember({"sent", "reminded", "answered", "closed"}));
    step->add_option("--on", asked.on, "The day; today by default")->type_name("DATE");
    auto* requests = command("requests", "The requests, of all cases or of one", office_requests);
    requests->add_option("case", asked.name, "The case")->type_name("CASE");
  }

  void on_decisions() {
    auto& asked = line_.asked;
    auto* propose = command("propose", "Decide a case by a release, and propose the decision", office_propose);
    name(propose);
    propose->add_option("--release", asked.release, "The release; the newest by default")->type_name("HASH");
    version(propose, "The version that is to be decided");
    auto* instead = propose->add_option("--instead", asked.instead, "What is proposed instead of what the rules give")
                        ->type_name("TEXT");
    propose->add_option("--reason", asked.reason, "Why")->type_name("TEXT")->needs(instead);
    auto* approve = command("approve", "Approve a decision that another has proposed", office_approve);
    number(approve, "decision", "The decision");
    approve->add_option("--reason", asked.reason, "What is to be said of it")->type_name("TEXT");
    auto* back = command("return", "Send a decision back", office_return);
    number(back, "decision", "The decision");
    back->add_option("--reason", asked.reason, "Why")->required()->type_name("TEXT");
    auto* decisions = command("decisions", "The decisions, of all cases or of one", office_decisions);
    decisions->add_option("case", asked.name, "The case")->type_name("CASE");
    auto* decision = command("decision", "A decision as it is kept", office_decision);
    number(decision, "decision", "The decision");
    decision->add_flag("--explanation", asked.explanation, "As JSON, with every node of the explanation");
    decision->add_flag("--document", asked.document, "The facts that were decided");
    language(decision);
    auto* letter = command("letter", "Write the letter of a decision, and keep it", office_letter);
    number(letter, "decision", "The decision");
    letter->add_option("--to", asked.to, "person or institution")->check(CLI::IsMember({"person", "institution"}));
    language(letter);
    output(letter, "The file to write; standard output by default");
    auto* replay = command("replay", "Work kept decisions out again, byte for byte", office_replay);
    replay->add_option("decisions", asked.numbers, "These decisions; all by default")->type_name("NUMBER");
    auto* impact = command("impact", "What other rules would change in the cases, by rule and article", office_impact);
    impact->add_option("--release", asked.release, "The other release; by default the rules of --rules")->type_name("HASH");
    impact->add_option("--before", asked.before, "The release that it is compared with; the newest by default")
        ->type_name("HASH");
    auto* bundle = command("bundle", "A decision with all that is needed to check it elsewhere, signed", office_bundle);
    number(bundle, "decision", "The decision");
    key_option(bundle);
    output(bundle, "The file to write");
  }

 private:
  using Run = Exit (*)(Office const&);

  CLI::App* command(char const* name, char const* help, Run run) {
    auto* made = office_->add_subcommand(name, help);
    made->fallthrough();
    made->callback([this_options = &options_, line = &line_, exit = &exit_, run] {
      *exit = run({*this_options, line->of, line->asked});
    });
    return made;
  }
  void name(CLI::App* command) {
    command->add_option("case", line_.asked.name, "The case, by its id or number")->required()->type_name("CASE");
  }
  void number(CLI::App* command, char const* what, char const* help) {
    command->add_option(what, line_.asked.number, help)->required()->type_name("NUMBER")->check(CLI::PositiveNumber);
  }
  void version(CLI::App* command, char const* help) {
    command->add_option("--if-version", line_.asked.version, help)->type_name("NUMBER")->check(CLI::PositiveNumber);
  }
  void note(CLI::App* command, char const* help) { command->add_option("--note", line_.asked.note, help)->type_name("TEXT"); }
  void sources(CLI::App* command) {
    command->add_option("--source", line_.asked.source, "Where what is new comes from")->type_name("TEXT");
    note(command, "What is to be said of it");
  }
  void key_option(CLI::App* command) {
    command->add_option("--key", line_.asked.key, "The secret key to sign with; that of the office by default")
        ->type_name("FILE");
  }
  CLI::Option* output(CLI::App* command, char const* help) {
    return command->add_option("--output", line_.asked.output, help)->type_name("FILE");
  }
  void checkpoints(CLI::App* command) {
    auto* checkpoint = command->add_option("--checkpoint", line_.asked.checkpoint,
                                           "A checkpoint that the register must go on from")
                           ->type_name("FILE");
    command->add_option("--public-key", line_.asked.public_key, "The key that it is signed by; one that is trusted by default")
        ->type_name("FILE")
        ->needs(checkpoint);
  }
  void language(CLI::App* command) {
    command->add_option("--language", line_.asked.language, "en, es, pt or fr")
        ->check([](std::string const& word) {
          return api::language_named(word) ? std::string() : "there is no language `" + word + "`; there are en, es, pt, fr";
        });
  }

  CLI::App* office_ = nullptr;
  Options const& options_;
  OfficeLine& line_;
  Exit& exit_;
};

}  // namespace

void add_office(CLI::App& app, Options const& options, OfficeLine& line, Exit& exit) {
  Commands commands(app, options, line, exit);
  commands.whole();
  commands.on_cases();
  commands.on_decisions();
}

}  // namespace convenio::cli
