package io.talel.ops.console;

import io.talel.kernel.user.UserId;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.localstack.SharedServers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every command that ends by itself.
 *
 * @param backup the only one
 * @param directory with the files users.jsonl and dump.sql, and wrong ones of both
 */
record EveryCommand(Path directory, UserId ada, String backup) {

    private static final List<String> CHANGE = List.of("--reason", "a test", "--yes");

    /** Of an answer that shows something; its document has no outcome. */
    static final String SHOWN = "";

    /** A command in the order of the list, in which each finds what it needs. */
    record Expected(int code, String outcome, List<String> command) {
        @Override
        public String toString() {
            return String.join(" ", command);
        }
    }

    /** All commands that end by themselves; what is done comes after what is only tried. */
    Stream<Expected> all() {
        String user = String.valueOf(ada.value());
        return Stream.of(
                        looks(),
                        ofProjections(),
                        ofLetters(),
                        ofUsers(user),
                        ofImports(),
                        ofBackups(),
                        ofRestores(),
                        ofTheLog())
                .flatMap(List::stream);
    }

    private static List<Expected> looks() {
        return List.of(
                shown(ExitCode.UNHEALTHY, "status"),
                shown("doctor"),
                shown("doctor", "--config"),
                shown(ExitCode.UNHEALTHY, "probe", "https://127.0.0.1:1/"),
                dry("migrate", "--dry-run"),
                done("migrate"),
                shown("events", "tail"),
                shown("events", "show", "1"),
                failed("events", "show", "4711"),
                shown("events", "stream", "article-1"),
                shown("events", "stats"),
                dry("claims", "rebuild", "--dry-run", "--reason", "a test"),
                refused("claims", "rebuild", "--reason", "a test"),
                done(change("claims", "rebuild")));
    }

    private static List<Expected> ofProjections() {
        return List.of(
                shown("projections", "list"),
                shown("projections", "show", "image"),
                refused("projections", "show", "nothing"),
                dry(tried("projections", "rebuild", "image")),
                done(change("projections", "rebuild", "image", "--skip-errors", "--accept-differences")),
                dry(tried("projections", "verify", "image")),
                done(change("projections", "verify", "image")),
                dry(tried("projections", "switch", "image", "--to", "1")),
                done(change("projections", "switch", "image", "--to", "1", "--skip-errors", "--accept-differences")),
                dry(tried("projections", "upgrade")),
                done(change("projections", "upgrade", "--skip-errors")),
                refused(tried("projections", "recreate")),
                refused(change("projections", "recreate")),
                dry(tried("projections", "pause", "image")),
                done(change("projections", "pause", "image")),
                dry(tried("projections", "resume", "image")),
                done(change("projections", "resume", "image")),
                refused(tried("projections", "cancel", "image")),
                refused(change("projections", "cancel", "image")));
    }

    private static List<Expected> ofLetters() {
        return List.of(
                shown("dead-letters", "list", "--all-generations"),
                refused("dead-letters", "list", "--projection", "nothing"),
                shown("dead-letters", "show", "1"),
                failed("dead-letters", "show", "4711"),
                dry(tried("dead-letters", "retry", "--stream", "user-1", "--all-generations")),
                done(change("dead-letters", "retry", "1", "--all-generations")),
                dry(tried("dead-letters", "retry", "--all")),
                dry(tried("dead-letters", "discard", "--projection", "article", "--all-generations")),
                done(change("dead-letters", "discard", "--all")),
                refused(change("dead-letters", "discard", "--all")));
    }

    private List<Expected> ofUsers(String user) {
        String none = directory.resolve("users.jsonl").toString();
        String wrong = directory.resolve("wrong.jsonl").toString();
        return List.of(
                dry(tried("users", "import", none)),
                done(change("users", "import", none)),
                failed(change("users", "import", wrong)),
                dry(tried("users", "disable", user)),
                done(change("users", "disable", user)),
                dry(tried("users", "enable", user)),
                done(change("users", "enable", user)),
                dry(tried("users", "erase", user)),
                refused(change("users", "erase", "4711")));
    }

    /** Refused while the node is at work. */
    private List<Expected> ofImports() {
        String dump = directory.resolve("dump.sql").toString();
        String wrong = directory.resolve("wrong.sql").toString();
        return List.of(dry(tried("import", dump)), failed(tried("import", wrong)), refused(change("import", dump)));
    }

    private List<Expected> ofBackups() {
        return List.of(
                done("backup", "run"),
                done("backup", "run", "--full", "--copy-images", "--allow-plaintext"),
                shown("backup", "list"),
                shown("backup", "info", "latest"),
                refused("backup", "info", "nothing"),
                done("backup", "verify"),
                done("backup", "verify", "--deep"),
                done("backup", "verify", "--all", "--deleted"),
                refused("backup", "verify", "nothing"),
                done("backup", "drill"),
                refused("backup", "drill", "nothing"),
                dry(tried("backup", "hold", backup)),
                done(change("backup", "hold", backup)),
                refused(change("backup", "hold", backup)),
                dry(tried("backup", "release", backup)),
                done(change("backup", "release", backup)),
                dry("backup", "expire", "--dry-run"),
                done("backup", "expire"));
    }

    private List<Expected> ofRestores() {
        String target = SharedServers.newDatabase().jdbcUrl();
        return List.of(
                dry(tried("backup", "restore-images")),
                shown("restore", "--from", "latest", "--plan"),
                done(restore(target, "--images")),
                refused(restore(target)),
                done(restore(SharedServers.newDatabase().jdbcUrl())),
                done(change("backup", "restore-images")));
    }

    private List<Expected> ofTheLog() {
        return List.of(done(change("users", "erase", String.valueOf(ada.value()))), shown("log"));
    }

    private static String[] change(String... command) {
        return Stream.concat(Stream.of(command), CHANGE.stream()).toArray(String[]::new);
    }

    private static String[] tried(String... command) {
        return Stream.concat(Stream.of(command), Stream.of("--dry-run", "--reason", "a test"))
                .toArray(String[]::new);
    }

    private String[] restore(String target, String... options) {
        return Stream.concat(
                        Stream.of("restore", "--from", "latest", "--into", target),
                        Stream.concat(
                                Stream.of(
                                        "--report",
                                        directory.resolve("report.json").toString()),
                                Stream.of(options)))
                .toArray(String[]::new);
    }

    private static Expected shown(String... command) {
        return shown(ExitCode.OK, command);
    }

    private static Expected shown(int code, String... command) {
        return new Expected(code, SHOWN, List.of(command));
    }

    private static Expected done(String... command) {
        return new Expected(ExitCode.OK, "done", List.of(command));
    }

    private static Expected dry(String... command) {
        return new Expected(ExitCode.OK, "dry run", List.of(command));
    }

    private static Expected refused(String... command) {
        return new Expected(ExitCode.REFUSED, "refused", List.of(command));
    }

    private static Expected failed(String... command) {
        return new Expected(ExitCode.FAILED, "failed", List.of(command));
    }
}
