package io.talel.ops.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.talel.ops.backup.Version;
import io.talel.ops.console.Operated.Result;
import io.talel.ops.console.cli.ExitCode;
import io.talel.ops.console.cli.ReasonConverter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Help of the command line, and its list in the README. */
class CommandLineTest {

    private static final Pattern CALL = Pattern.compile("ops/talelio ([^`#]+?)(?=`|#|\\n\\n|\\n {4})");

    private static final Path README =
            Path.of("").toAbsolutePath().getParent().getParent().resolve("README.md");

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_explains_itself(List<String> command) {
        Result help = Operated.run(
                Map.of(), Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new));

        assertThat(help.code()).isEqualTo(ExitCode.OK);
        assertThat(help.out()).contains("Usage: talelio " + String.join(" ", command));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void every_command_tells_its_version(List<String> command) {
        Result version = Operated.run(
                Map.of(),
                Stream.concat(command.stream(), Stream.of("--version")).toArray(String[]::new));

        assertThat(version.code()).isEqualTo(ExitCode.OK);
        assertThat(version.out()).isEqualToIgnoringNewLines("talelio " + Version.CURRENT);
    }

    @Test
    void users_are_imported_disabled_enabled_and_erased() {
        assertThat(Operated.run(Map.of(), "users", "--help").out())
                .contains("  import   ", "  disable  ", "  enable   ", "  erase    ");
    }

    @Test
    void every_reason_has_the_same_limit() {
        assertThat(options(Talelio.commandLine(Map.of(), false))
                        .filter(option -> option.longestName().equals("--reason")))
                .hasSizeGreaterThan(15)
                .allSatisfy(option -> assertThat(option.converters())
                        .as(option.command().qualifiedName())
                        .hasOnlyElementsOfType(ReasonConverter.class)
                        .isNotEmpty());
    }

    @Test
    void every_command_is_in_the_table_of_the_readme() throws IOException {
        String readme = Files.readString(README);
        assertThat(commands()).isNotEmpty().allSatisfy(command -> {
            String rows = readme.lines()
                    .filter(row -> row.startsWith("| `" + command.getFirst()))
                    .collect(Collectors.joining("\n"));
            assertThat(rows).containsPattern("`([a-z-]+ )?" + command.getLast() + "\\b");
        });
    }

    @Test
    void the_commands_of_the_runbook_are_understood() throws IOException {
        List<String> calls = CALL.matcher(
                        Files.readString(README.resolveSibling("docs").resolve("runbook.md")))
                .results()
                .map(call -> call.group(1).replaceAll("\\s+", " ").strip())
                .toList();
        assertThat(calls).hasSizeGreaterThan(20).allSatisfy(call -> assertThatNoException()
                .as(call)
                .isThrownBy(() -> Talelio.commandLine(Map.of(), false)
                        .parseArgs(call.replaceAll("\\bID\\b", "1").split(" "))));
    }

    static Stream<List<String>> commands() {
        return Talelio.commandLine(Map.of(), false).getSubcommands().entrySet().stream()
                .flatMap(command -> Stream.concat(
                        Stream.of(List.of(command.getKey())),
                        of(command.getValue()).map(name -> List.of(command.getKey(), name))));
    }

    private static Stream<OptionSpec> options(CommandLine command) {
        return Stream.concat(
                command.getCommandSpec().options().stream(),
                command.getSubcommands().values().stream().flatMap(CommandLineTest::options));
    }

    private static Stream<String> of(CommandLine command) {
        return command.getSubcommands().keySet().stream();
    }
}
