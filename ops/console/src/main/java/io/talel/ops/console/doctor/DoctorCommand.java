package io.talel.ops.console.doctor;

import io.talel.ops.console.command.Console;
import io.talel.ops.console.command.ExitCode;
import io.talel.ops.console.command.Output;
import io.talel.ops.console.command.Words;
import io.talel.ops.console.doctor.Finding.Verdict;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description =
                "Checks databases, log, claims and generations, with a remedy for what is wrong; exits with 3 when"
                        + " something is.",
        mixinStandardHelpOptions = true)
public final class DoctorCommand implements Callable<Integer> {

    private static final Map<Verdict, String> STYLES =
            Map.of(Verdict.ok, "green", Verdict.warning, "yellow", Verdict.problem, "red,bold");

    @Mixin
    private final Output output = new Output();

    @Spec
    private final CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws SQLException, IOException {
        Console console = Console.of(spec);
        List<Finding> findings = new ArrayList<>();
        try (Patient patient = Patient.of(console.settings(), console.clock())) {
            for (List<Check> checks : List.of(DatabaseChecks.ALL, LogChecks.ALL, GenerationChecks.ALL)) {
                for (Check check : checks) {
                    findings.add(check.of(patient));
                }
            }
        }
        boolean healthy = findings.stream().noneMatch(finding -> finding.verdict() == Verdict.problem);
        if (output.isJson()) {
            console.out().println(Output.json(Map.of("healthy", healthy, "findings", findings)));
        } else {
            findings.forEach(finding -> print(finding, console));
        }
        return healthy ? ExitCode.OK : ExitCode.UNHEALTHY;
    }

    private static void print(Finding finding, Console console) {
        String verdict = "%-7s".formatted(finding.verdict());
        console.out()
                .printf(
                        "%s  %-25s  %s%n",
                        console.ansi().string("@|" + STYLES.get(finding.verdict()) + " " + verdict + "|@"),
                        finding.check(),
                        Words.plain(finding.found()));
        if (!finding.remedy().isEmpty()) {
            console.out().printf("%36s%s%n", "", finding.remedy());
        }
    }
}
